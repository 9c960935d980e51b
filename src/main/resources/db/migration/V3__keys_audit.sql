-- Which encryption keys have been used, and what proves that a configured key is the one that was.
CREATE TABLE encryption_keys (
  id varchar PRIMARY KEY,
  -- Ciphertext of a known text. Null for a key from before this table; filled by the next start that has it.
  check_value varchar,
  -- When it first encrypted. Rows move from older keys to newer ones, never back.
  created_at timestamptz NOT NULL,
  -- When a service was first started without it, with nothing left that needs it.
  retired_at timestamptz
);

INSERT INTO encryption_keys (id, created_at)
SELECT DISTINCT split_part(sealed, '.', 2), timestamptz '2026-01-01T00:00:00Z'
FROM (SELECT refresh_token FROM calendar_connections
      UNION ALL SELECT webhook_signing_key FROM calendly_webhook_subscriptions
      UNION ALL SELECT pkce_verifier FROM oauth_states) AS every(sealed)
WHERE sealed LIKE 'v1.%';

-- An operator asks for a reconcile: the sweep's next visit is one.
ALTER TABLE calendly_webhook_subscriptions ADD COLUMN reconcile_requested_at timestamptz;

-- The operators' lists, newest first.
CREATE INDEX calendar_connections_created ON calendar_connections (created_at, id);
CREATE INDEX calendly_webhook_subscriptions_created ON calendly_webhook_subscriptions (created_at, id);

-- Who acted, where that is somebody else than the user concerned, and from where.
ALTER TABLE audit_events
  ADD COLUMN actor_tenant_id varchar,
  ADD COLUMN actor_user_id varchar,
  ADD COLUMN client_address varchar,
  ADD COLUMN user_agent varchar;

CREATE INDEX audit_events_origin ON audit_events (at) WHERE client_address IS NOT NULL OR user_agent IS NOT NULL;

-- What has been written stays. The one exception: from where somebody acted may be forgotten, and nothing else with it.
CREATE FUNCTION audit_events_stay() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF TG_OP = 'UPDATE'
     AND NEW.client_address IS NULL AND NEW.user_agent IS NULL
     AND (to_jsonb(NEW) - 'client_address' - 'user_agent') = (to_jsonb(OLD) - 'client_address' - 'user_agent') THEN
    RETURN NEW;
  END IF;
  RAISE EXCEPTION 'audit_events is append-only' USING ERRCODE = 'insufficient_privilege';
END
$$;

CREATE TRIGGER audit_events_stay BEFORE UPDATE OR DELETE ON audit_events
  FOR EACH ROW EXECUTE FUNCTION audit_events_stay();
CREATE TRIGGER audit_events_stay_whole BEFORE TRUNCATE ON audit_events
  FOR EACH STATEMENT EXECUTE FUNCTION audit_events_stay();
