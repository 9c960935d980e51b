-- The schema of design.md. Every ciphertext column holds "v1.<key id>.<base64url>".

CREATE TABLE calendly_webhook_subscriptions (
  id uuid PRIMARY KEY,
  organization_uri varchar NOT NULL,
  scope varchar NOT NULL CHECK (scope IN ('organization', 'user')),
  user_uri varchar,
  webhook_subscription_uri varchar UNIQUE,
  url_token varchar NOT NULL UNIQUE,
  webhook_signing_key varchar NOT NULL,
  previous_signing_key varchar,
  carrier_connection_id uuid,
  state varchar NOT NULL CHECK (state IN ('PENDING', 'ACTIVE', 'DISABLED', 'PLAN_NOT_ALLOWED', 'DELETED', 'ORPHANED')),
  is_active boolean NOT NULL DEFAULT false,
  retry_started_at timestamptz,
  last_error varchar,
  checked_at timestamptz,
  next_check_at timestamptz,
  created_at timestamptz NOT NULL,
  updated_at timestamptz NOT NULL,
  CHECK ((scope = 'user') = (user_uri IS NOT NULL)),
  CHECK (NOT is_active OR (state = 'ACTIVE' AND webhook_subscription_uri IS NOT NULL)),
  -- What the copy in calendar_connections refers to.
  UNIQUE (webhook_subscription_uri, webhook_signing_key)
);

CREATE UNIQUE INDEX calendly_webhook_subscriptions_one_active_organization
  ON calendly_webhook_subscriptions (organization_uri) WHERE is_active AND scope = 'organization';
CREATE UNIQUE INDEX calendly_webhook_subscriptions_one_active_user
  ON calendly_webhook_subscriptions (user_uri) WHERE is_active AND scope = 'user';
CREATE INDEX calendly_webhook_subscriptions_organization ON calendly_webhook_subscriptions (organization_uri);
CREATE INDEX calendly_webhook_subscriptions_due ON calendly_webhook_subscriptions (next_check_at) WHERE next_check_at IS NOT NULL;

CREATE TABLE calendar_connections (
  id uuid PRIMARY KEY,
  tenant_id varchar NOT NULL,
  user_id varchar NOT NULL,
  provider varchar NOT NULL DEFAULT 'calendly' CHECK (provider = 'calendly'),
  provider_account_email varchar,
  provider_account_name varchar,
  provider_account_timezone varchar,
  access_token varchar,
  refresh_token varchar,
  token_expires_at timestamptz,
  token_version bigint NOT NULL DEFAULT 0,
  scope varchar,
  calendly_user_uri varchar,
  calendly_organization_uri varchar,
  calendly_webhook_id varchar,
  calendly_webhook_signing_key varchar,
  status varchar NOT NULL CHECK (status IN ('CONNECTING', 'ACTIVE', 'NEEDS_RECONNECT', 'CLOSING', 'DISCONNECTED')),
  status_reason varchar,
  is_active boolean NOT NULL DEFAULT false,
  last_sync_at timestamptz,
  last_sync_status varchar,
  sync_error varchar,
  connected_at timestamptz,
  -- When the sweep goes on with what a call left unfinished (CONNECTING, CLOSING).
  next_attempt_at timestamptz,
  created_at timestamptz NOT NULL,
  updated_at timestamptz NOT NULL,
  UNIQUE (tenant_id, user_id, provider, calendly_user_uri),
  CHECK ((access_token IS NULL) = (refresh_token IS NULL)),
  CHECK ((refresh_token IS NULL) = (token_expires_at IS NULL)),
  CHECK (NOT is_active OR (status IN ('ACTIVE', 'NEEDS_RECONNECT') AND calendly_user_uri IS NOT NULL AND calendly_organization_uri IS NOT NULL)),
  CHECK (status <> 'ACTIVE' OR (is_active AND refresh_token IS NOT NULL)),
  -- The database itself keeps the copy of the signing key true.
  FOREIGN KEY (calendly_webhook_id, calendly_webhook_signing_key)
    REFERENCES calendly_webhook_subscriptions (webhook_subscription_uri, webhook_signing_key)
    MATCH FULL ON UPDATE CASCADE ON DELETE SET NULL
);

CREATE UNIQUE INDEX calendar_connections_one_active ON calendar_connections (tenant_id, user_id, provider) WHERE is_active;
-- At most one grant of a user waits for its account: a newer consent takes the place of an older one.
CREATE UNIQUE INDEX calendar_connections_one_unbound ON calendar_connections (tenant_id, user_id, provider) WHERE calendly_user_uri IS NULL;
CREATE INDEX calendar_connections_organization ON calendar_connections (calendly_organization_uri, calendly_user_uri);
CREATE INDEX calendar_connections_unfinished ON calendar_connections (next_attempt_at) WHERE next_attempt_at IS NOT NULL;
CREATE INDEX calendar_connections_webhook ON calendar_connections (calendly_webhook_id);

ALTER TABLE calendly_webhook_subscriptions
  ADD FOREIGN KEY (carrier_connection_id) REFERENCES calendar_connections (id) ON DELETE SET NULL;

CREATE TABLE oauth_states (
  state_hash bytea PRIMARY KEY,
  tenant_id varchar NOT NULL,
  user_id varchar NOT NULL,
  browser_hash bytea NOT NULL,
  pkce_verifier varchar NOT NULL,
  return_to varchar NOT NULL,
  switch_account boolean NOT NULL DEFAULT false,
  created_at timestamptz NOT NULL,
  expires_at timestamptz NOT NULL,
  consumed_at timestamptz
);

CREATE INDEX oauth_states_expiry ON oauth_states (expires_at);

CREATE TABLE leases (
  name varchar PRIMARY KEY,
  owner uuid NOT NULL,
  expires_at timestamptz NOT NULL
);

CREATE TABLE calendly_webhook_deliveries (
  id uuid PRIMARY KEY,
  subscription_id uuid NOT NULL REFERENCES calendly_webhook_subscriptions (id) ON DELETE CASCADE,
  organization_uri varchar NOT NULL,
  dedupe_key bytea NOT NULL UNIQUE CHECK (length(dedupe_key) = 32),
  body bytea NOT NULL,
  event varchar,
  state varchar NOT NULL DEFAULT 'pending' CHECK (state IN ('pending', 'processed', 'ignored', 'dead')),
  attempts integer NOT NULL DEFAULT 0,
  due_at timestamptz NOT NULL,
  last_error varchar,
  received_at timestamptz NOT NULL,
  processed_at timestamptz,
  CHECK ((state = 'pending') = (processed_at IS NULL))
);

CREATE INDEX calendly_webhook_deliveries_due ON calendly_webhook_deliveries (due_at) WHERE state = 'pending';
CREATE INDEX calendly_webhook_deliveries_received ON calendly_webhook_deliveries (state, received_at);

CREATE TABLE meetings (
  id uuid PRIMARY KEY,
  connection_id uuid NOT NULL REFERENCES calendar_connections (id) ON DELETE CASCADE,
  tenant_id varchar NOT NULL,
  user_id varchar NOT NULL,
  calendly_event_uri varchar NOT NULL,
  name varchar,
  status varchar NOT NULL CHECK (status IN ('active', 'canceled')),
  start_time timestamptz NOT NULL,
  end_time timestamptz NOT NULL,
  location jsonb,
  hosts jsonb NOT NULL DEFAULT '[]',
  source_updated_at timestamptz NOT NULL,
  created_at timestamptz NOT NULL,
  updated_at timestamptz NOT NULL,
  UNIQUE (connection_id, calendly_event_uri)
);

CREATE INDEX meetings_of_user ON meetings (tenant_id, user_id, start_time, id);
CREATE INDEX meetings_of_event ON meetings (calendly_event_uri);

CREATE TABLE meeting_invitees (
  meeting_id uuid NOT NULL REFERENCES meetings (id) ON DELETE CASCADE,
  calendly_invitee_uri varchar NOT NULL,
  email varchar,
  name varchar,
  timezone varchar,
  status varchar NOT NULL CHECK (status IN ('active', 'canceled')),
  rescheduled boolean NOT NULL DEFAULT false,
  old_invitee varchar,
  new_invitee varchar,
  no_show boolean NOT NULL DEFAULT false,
  cancellation jsonb,
  questions_and_answers jsonb NOT NULL DEFAULT '[]',
  tracking jsonb,
  created_at timestamptz NOT NULL,
  source_updated_at timestamptz NOT NULL,
  PRIMARY KEY (meeting_id, calendly_invitee_uri)
);

-- The two ends of a reschedule find each other, whichever meetings they are in.
CREATE INDEX meeting_invitees_uri ON meeting_invitees (calendly_invitee_uri);
CREATE INDEX meeting_invitees_old ON meeting_invitees (old_invitee) WHERE old_invitee IS NOT NULL;
CREATE INDEX meeting_invitees_new ON meeting_invitees (new_invitee) WHERE new_invitee IS NOT NULL;

CREATE TABLE sync_jobs (
  id uuid PRIMARY KEY,
  connection_id uuid NOT NULL REFERENCES calendar_connections (id) ON DELETE CASCADE,
  kind varchar NOT NULL CHECK (kind IN ('initial', 'repair', 'nightly', 'requested')),
  state varchar NOT NULL CHECK (state IN ('pending', 'done', 'failed')),
  window_from timestamptz NOT NULL,
  window_to timestamptz NOT NULL,
  page_token varchar,
  pages integer NOT NULL DEFAULT 0,
  meetings integer NOT NULL DEFAULT 0,
  attempts integer NOT NULL DEFAULT 0,
  due_at timestamptz NOT NULL,
  last_error varchar,
  created_at timestamptz NOT NULL,
  finished_at timestamptz
);

CREATE UNIQUE INDEX sync_jobs_one_pending ON sync_jobs (connection_id) WHERE state = 'pending';
CREATE INDEX sync_jobs_due ON sync_jobs (due_at) WHERE state = 'pending';

CREATE TABLE audit_events (
  id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  at timestamptz NOT NULL,
  tenant_id varchar NOT NULL,
  user_id varchar NOT NULL,
  action varchar NOT NULL,
  connection_id uuid,
  details jsonb NOT NULL DEFAULT '{}'
);

CREATE INDEX audit_events_of_user ON audit_events (tenant_id, user_id, at);
