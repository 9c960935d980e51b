-- Tokens that a connection held, that may still be good at Calendly, and that are its grant no more. No foreign key: they
-- outlive their connection's row until they are revoked.
CREATE TABLE retired_tokens (
  id uuid PRIMARY KEY DEFAULT gen_random_uuid(),
  connection_id uuid NOT NULL,
  -- What the ciphertext is bound to, as it was when it was the connection's (ADR 9).
  tenant_id varchar NOT NULL,
  user_id varchar NOT NULL,
  calendly_user_uri varchar,
  kind varchar NOT NULL CHECK (kind IN ('access', 'refresh')),
  token varchar NOT NULL,
  -- When it ends by itself; null for a refresh token, which does not.
  expires_at timestamptz,
  -- When it is revoked next; null while only a disconnect does that.
  revoke_at timestamptz,
  attempts integer NOT NULL DEFAULT 0,
  retired_at timestamptz NOT NULL DEFAULT now()
);

CREATE INDEX retired_tokens_connection ON retired_tokens (connection_id);
CREATE INDEX retired_tokens_due ON retired_tokens (revoke_at) WHERE revoke_at IS NOT NULL;
CREATE INDEX retired_tokens_expiry ON retired_tokens (expires_at) WHERE expires_at IS NOT NULL;

ALTER TABLE calendar_connections
  -- Since when every refresh of this very grant has failed, and what was said the last time.
  ADD COLUMN refresh_failed_at timestamptz,
  ADD COLUMN refresh_error varchar CHECK (length(refresh_error) <= 300);
