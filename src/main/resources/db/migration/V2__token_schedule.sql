-- When an access token was issued, so that "early enough" is a share of its life, and when its grant
-- is refreshed without anybody asking.
ALTER TABLE calendar_connections
  ADD COLUMN token_issued_at timestamptz,
  ADD COLUMN next_refresh_at timestamptz,
  -- Token calls of the last minute: Calendly allows 8 per user (docs/calendly-api.md 1.3).
  ADD COLUMN token_calls timestamptz[] NOT NULL DEFAULT '{}',
  -- Refreshes with the stored token that Calendly may or may not have carried out.
  ADD COLUMN unanswered_refreshes integer NOT NULL DEFAULT 0,
  -- Until then that token is not tried again.
  ADD COLUMN refresh_not_before timestamptz;

-- Calendly's tokens live two hours.
UPDATE calendar_connections
SET token_issued_at = token_expires_at - interval '2 hours',
    next_refresh_at = token_expires_at - interval '24 minutes'
WHERE refresh_token IS NOT NULL;

CREATE INDEX calendar_connections_refresh ON calendar_connections (next_refresh_at) WHERE status = 'ACTIVE';

-- Some outcomes concern an organization and nobody in particular.
ALTER TABLE audit_events ALTER COLUMN tenant_id DROP NOT NULL, ALTER COLUMN user_id DROP NOT NULL;
