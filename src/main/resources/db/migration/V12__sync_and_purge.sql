-- Gaps that are closed by reading, and purges that are found by index.

ALTER TABLE sync_jobs
  -- What was booked before then, the job reads: since its beginning, or since it last started over. The database's time.
  ADD COLUMN began_at timestamptz;
UPDATE sync_jobs SET began_at = created_at;
ALTER TABLE sync_jobs
  ALTER COLUMN began_at SET NOT NULL,
  -- For a replica of before, while it is being replaced.
  ALTER COLUMN began_at SET DEFAULT now();

-- Organizations that are to be read: none, nearly always.
CREATE INDEX calendly_organizations_gap ON calendly_organizations (organization_uri)
  WHERE gap_since IS NOT NULL AND served_since IS NOT NULL;

-- A purge reads the deliveries of one organization, up to when it was asked for, and nothing of anybody else; and whether a
-- subscription has any left is one look. By subscription, not by organization: a delivery has both, an organization's
-- subscriptions are few and never change hands, and 16 bytes are less than a URI of some 70, which would be the widest
-- thing in any index of the hottest table. Storing a delivery of 3 kB writes 12 % more WAL with this index and 38 % more
-- with one by URI, and takes 15 and 20 % more of the database's processor (batches of 100, 20,000 subscriptions, a million
-- rows, PostgreSQL 15). Neither column ever changes, so that claiming and settling stay out of it (HOT).
-- Building it keeps deliveries waiting; where the inbox is large, build it CONCURRENTLY under this name before.
CREATE INDEX IF NOT EXISTS calendly_webhook_deliveries_subscription ON calendly_webhook_deliveries (subscription_id, received_at);

-- Subscriptions that are long gone, whose rows go once no delivery refers to them. Nobody stores one for them any more, so
-- that no foreign key has to watch over it (V4).
CREATE INDEX calendly_webhook_subscriptions_spent ON calendly_webhook_subscriptions (updated_at)
  WHERE state IN ('DELETED', 'ORPHANED');
