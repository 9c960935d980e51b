-- One row per Calendly organization: the unit that the controller reconciles (design, flow 2). All times are the database's.

CREATE TABLE calendly_organizations (
  organization_uri varchar PRIMARY KEY,
  -- For the operators' pages.
  id uuid NOT NULL DEFAULT gen_random_uuid(),
  -- When it is reconciled next; null while there is nothing to do until somebody marks it.
  due_at timestamptz,
  -- How often it was marked due, and how many of those marks the last finished run had seen.
  marks bigint NOT NULL DEFAULT 1,
  settled_marks bigint NOT NULL DEFAULT 0,
  -- Runs in a row that left something undone.
  attempts integer NOT NULL DEFAULT 0,
  -- Who reconciles it, renewed every few seconds: a dead process loses it by itself.
  claim uuid,
  claimed_until timestamptz,
  -- Since when deliveries may have been missed, and since when everybody who stays is served again.
  gap_since timestamptz,
  served_since timestamptz,
  -- Since then what was refused before is asked for again.
  anew_at timestamptz,
  -- What Calendly's answers have taught about accounts: {"<account URI>": {"role", "at", …}}.
  accounts jsonb NOT NULL DEFAULT '{}',
  -- What the last run wanted, and what Calendly listed then: {"desired": […], "listed": […]}.
  seen jsonb NOT NULL DEFAULT '{}',
  last_outcome varchar,
  last_outcome_at timestamptz,
  created_at timestamptz NOT NULL DEFAULT now()
) WITH (fillfactor = 80);

CREATE INDEX calendly_organizations_due ON calendly_organizations (due_at) WHERE due_at IS NOT NULL;
CREATE INDEX calendly_organizations_created ON calendly_organizations (created_at, id);

INSERT INTO calendly_organizations (organization_uri, due_at)
SELECT organization_uri, now() + random() * interval '10 minutes'
FROM (SELECT calendly_organization_uri FROM calendar_connections
      UNION SELECT organization_uri FROM calendly_webhook_subscriptions) AS every(organization_uri)
WHERE organization_uri IS NOT NULL;

-- What is active now has been listed when it connected: it need not be listed account by account once more.
UPDATE calendly_organizations o SET accounts = known.accounts
FROM (SELECT calendly_organization_uri, jsonb_object_agg(calendly_user_uri, '{"own_listed": true}'::jsonb) AS accounts
      FROM calendar_connections WHERE is_active GROUP BY 1) AS known
WHERE known.calendly_organization_uri = o.organization_uri;

ALTER TABLE calendly_webhook_subscriptions
  -- A create that was sent and not answered: it may still arrive at Calendly.
  ADD COLUMN create_sent_at timestamptz;

-- Nothing in the table is due by itself any more: next_check_at says when a refused subscription is asked for again.
DROP INDEX calendly_webhook_subscriptions_due;
ALTER TABLE calendly_webhook_subscriptions DROP COLUMN reconcile_requested_at;
UPDATE calendly_webhook_subscriptions SET next_check_at = NULL WHERE state <> 'PLAN_NOT_ALLOWED';

ALTER TABLE calendly_webhook_subscriptions
  DROP CONSTRAINT calendly_webhook_subscriptions_state_check,
  ADD CONSTRAINT calendly_webhook_subscriptions_state_check
    CHECK (state IN ('PENDING', 'ACTIVE', 'DISABLED', 'PLAN_NOT_ALLOWED', 'REFUSED', 'DELETED', 'ORPHANED'));

-- An account that Calendly moved has subscriptions in both organizations for a while.
DROP INDEX calendly_webhook_subscriptions_one_active_user;
CREATE UNIQUE INDEX calendly_webhook_subscriptions_one_active_user
  ON calendly_webhook_subscriptions (organization_uri, user_uri) WHERE is_active AND scope = 'user';

-- The copy of URI and key stands at the connection that carries the subscription, and at no other: a hand-over writes two
-- connections, however many it serves.
UPDATE calendar_connections c SET calendly_webhook_id = NULL, calendly_webhook_signing_key = NULL
WHERE calendly_webhook_id IS NOT NULL AND NOT EXISTS (
  SELECT FROM calendly_webhook_subscriptions s
  WHERE s.webhook_subscription_uri = c.calendly_webhook_id AND s.carrier_connection_id = c.id);

CREATE INDEX calendly_webhook_subscriptions_carrier
  ON calendly_webhook_subscriptions (carrier_connection_id) WHERE state NOT IN ('DELETED', 'ORPHANED');
CREATE INDEX calendly_webhook_subscriptions_user
  ON calendly_webhook_subscriptions (user_uri) WHERE user_uri IS NOT NULL AND state NOT IN ('DELETED');
