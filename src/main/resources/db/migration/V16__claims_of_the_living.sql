-- What a dead process had claimed is free within seconds (ADR 15).

-- The processes that work, each with a row and, on the connection that it listens on, an advisory lock by the same number.
CREATE TABLE replicas (
  id bigint PRIMARY KEY,
  started_at timestamptz NOT NULL DEFAULT now(),
  -- Since when nobody holds its lock, as far as somebody has seen. The database's time.
  missed_since timestamptz
);

-- Who has it. A claim whose owner has no row is void, whatever its end; one without an owner ends by its time alone. In no
-- index, like its end: claiming a delivery writes to none.
ALTER TABLE calendly_webhook_deliveries ADD COLUMN claimed_by bigint;
ALTER TABLE leases ADD COLUMN claimed_by bigint;
ALTER TABLE calendly_organizations ADD COLUMN claimed_by bigint;

-- Where a claim moves the time at which something is due, it is moved back when the owner's row goes.
ALTER TABLE sync_jobs ADD COLUMN claimed_by bigint;
ALTER TABLE meeting_lookups ADD COLUMN claimed_by bigint;
ALTER TABLE retired_tokens ADD COLUMN claimed_by bigint;
ALTER TABLE calendar_connections
  -- Of next_refresh_at, and of next_attempt_at.
  ADD COLUMN refresh_claimed_by bigint,
  ADD COLUMN attempt_claimed_by bigint,
  -- A refresh with the stored token was begun then, and what came of it is not written: the call may be under way still.
  ADD COLUMN refresh_begun_at timestamptz;

CREATE INDEX sync_jobs_claimed ON sync_jobs (claimed_by) WHERE claimed_by IS NOT NULL;
CREATE INDEX meeting_lookups_claimed ON meeting_lookups (claimed_by) WHERE claimed_by IS NOT NULL;
CREATE INDEX retired_tokens_claimed ON retired_tokens (claimed_by) WHERE claimed_by IS NOT NULL;
CREATE INDEX calendar_connections_refresh_claimed
  ON calendar_connections (refresh_claimed_by) WHERE refresh_claimed_by IS NOT NULL;
CREATE INDEX calendar_connections_attempt_claimed
  ON calendar_connections (attempt_claimed_by) WHERE attempt_claimed_by IS NOT NULL AND next_attempt_at IS NOT NULL;
