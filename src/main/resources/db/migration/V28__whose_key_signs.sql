-- Whose key signs, found out from deliveries that were verified. Two rows at most.
CREATE TABLE signing_ways (
  way varchar PRIMARY KEY CHECK (way IN ('application', 'subscription')),
  -- Of this way, counted until it is found.
  deliveries bigint NOT NULL,
  found_at timestamptz
);

-- Subscriptions to which deliveries came that none of our keys has signed, and since then none that one has. Without a foreign key: it is
-- deleted as soon as one is verified, or a day after the last.
CREATE TABLE refused_signatures (
  subscription_id uuid PRIMARY KEY,
  since timestamptz NOT NULL,
  last_at timestamptz NOT NULL,
  deliveries bigint NOT NULL,
  -- When Calendly was last asked whether they are its own.
  asked_at timestamptz,
  -- When an operator was told that they may be Calendly's, and when Calendly said so: it repeats deliveries to the subscription.
  suspected_at timestamptz,
  confirmed_at timestamptz
);
