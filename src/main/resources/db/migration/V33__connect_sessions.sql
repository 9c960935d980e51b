-- Sessions: short-lived rights, given by a backend, to connect one user. Tokens are known by their hashes only.
CREATE TABLE connect_sessions (
  id uuid PRIMARY KEY,
  token_hash bytea NOT NULL UNIQUE CHECK (length(token_hash) = 32),
  tenant_id varchar NOT NULL,
  user_id varchar NOT NULL,
  return_to varchar,
  allowed_origins varchar NOT NULL DEFAULT '',
  switch_account boolean NOT NULL DEFAULT false,
  locale varchar,
  state varchar NOT NULL DEFAULT 'open' CHECK (state IN ('open', 'consenting', 'done', 'failed')),
  reason varchar,
  created_at timestamptz NOT NULL,
  expires_at timestamptz NOT NULL
);

COMMENT ON COLUMN connect_sessions.allowed_origins IS 'separated by blanks, which no origin has';

CREATE INDEX connect_sessions_expiry ON connect_sessions (expires_at);
CREATE INDEX connect_sessions_owner ON connect_sessions (tenant_id, user_id);

-- Null for a consent that a user has asked for with a bearer token. No foreign key: a session may go first.
ALTER TABLE oauth_states ADD COLUMN session_id uuid;
