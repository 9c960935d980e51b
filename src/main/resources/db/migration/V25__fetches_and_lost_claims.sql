-- Fetches have a queue of their own, and a process takes back what it has lost (ADR 22).

ALTER TABLE calendly_webhook_deliveries
  -- Its event has to be fetched from Calendly. Stands behind everybody's turn, in its organization's queue.
  ADD COLUMN IF NOT EXISTS to_fetch boolean NOT NULL DEFAULT false,
  -- The process that has made the claim, also where others could not tell that it lives (claimed_by). In no index.
  ADD COLUMN IF NOT EXISTS claimed_in bigint;

-- Small: few bodies lack their event. Building this and the last one reads the table and keeps deliveries waiting meanwhile; where the inbox is
-- large, add the columns and build them CONCURRENTLY under these names before.
CREATE INDEX IF NOT EXISTS calendly_webhook_deliveries_to_fetch
  ON calendly_webhook_deliveries (organization_uri, due_at) WHERE state = 'pending' AND to_fetch;

ALTER TABLE sync_jobs ADD COLUMN claimed_in bigint;
ALTER TABLE meeting_lookups ADD COLUMN claimed_in bigint;
CREATE INDEX sync_jobs_claimed_in ON sync_jobs (claimed_in) WHERE claimed_in IS NOT NULL;
CREATE INDEX meeting_lookups_claimed_in ON meeting_lookups (claimed_in) WHERE claimed_in IS NOT NULL;

-- What is waiting, by the time of its receipt, a page at a time however much that is. Storing a delivery writes 2.5 % more for it.
CREATE INDEX IF NOT EXISTS calendly_webhook_deliveries_waiting
  ON calendly_webhook_deliveries (received_at, id) WHERE state = 'pending';
