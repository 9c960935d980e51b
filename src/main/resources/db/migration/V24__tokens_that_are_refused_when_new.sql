-- How many tokens in a row, each just made, Calendly has refused lately, and until when the grant is used for no other one because of it, by the
-- database's clock. Null before the first; a time in the past says when it was. A replica of before notes a refusal without a time: it may be tried at once.
ALTER TABLE calendar_connections
  ADD COLUMN token_refusals integer NOT NULL DEFAULT 0,
  ADD COLUMN token_retry_at timestamptz;

-- Whatever an organization has left undone is looked at again when that time comes.
CREATE INDEX calendar_connections_token_retry ON calendar_connections (calendly_organization_uri) WHERE token_retry_at IS NOT NULL;
