-- What a stored consent does not suffice for, and how often finishing a connection was tried.

ALTER TABLE calendar_connections
  -- Calendly renews the grant and refuses calls with it: 'scope' for what it does not cover, 'token' for any. Only a new consent
  -- helps; the words are Calendly's.
  ADD COLUMN consent_refused varchar CHECK (consent_refused IN ('scope', 'token')),
  ADD COLUMN consent_refusal varchar CHECK (length(consent_refusal) <= 300),
  -- Of next_attempt_at, in a row.
  ADD COLUMN unfinished_attempts integer NOT NULL DEFAULT 0;

-- How Calendly described a subscription when it had just created it, where that was not as we asked: a replacement would be
-- described in the same way.
ALTER TABLE calendly_webhook_subscriptions ADD COLUMN as_told varchar;
