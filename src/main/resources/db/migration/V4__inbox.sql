-- The inbox, for many deliveries a second.

ALTER TABLE calendly_webhook_deliveries
  -- In which order deliveries are worked off: those of one organization spread out, so that many of them delay nobody else's.
  ADD COLUMN turn timestamptz NOT NULL DEFAULT now(),
  -- Until then a worker has it. In no index, so that claiming need not write to one.
  ADD COLUMN leased_until timestamptz,
  -- Storing a delivery locks no subscription. Nothing deletes subscriptions: their rows turn DELETED.
  DROP CONSTRAINT calendly_webhook_deliveries_subscription_id_fkey,
  -- Beside the table and as it is: claiming and settling do not copy it, storing does not compress it.
  ALTER COLUMN body SET STORAGE EXTERNAL,
  SET (fillfactor = 85, autovacuum_vacuum_scale_factor = 0.02, autovacuum_vacuum_insert_scale_factor = 0.1);

DROP INDEX calendly_webhook_deliveries_due;
CREATE INDEX calendly_webhook_deliveries_turn ON calendly_webhook_deliveries (greatest(turn, due_at)) WHERE state = 'pending';

DROP INDEX calendly_webhook_deliveries_received;
CREATE INDEX calendly_webhook_deliveries_settled ON calendly_webhook_deliveries (state, received_at, id) WHERE state <> 'pending';

-- An URL token in short, for notices: anybody who may connect can hear them.
CREATE FUNCTION calendly_token_fingerprint(url_token varchar) RETURNS bigint
  LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE
  RETURN ('x' || left(encode(sha256(convert_to(url_token, 'UTF8')), 'hex'), 16))::bit(64)::bigint;

-- Tells every replica which token's keys it may have to read anew; '+': deliveries to it are accepted.
CREATE FUNCTION calendly_signing_keys_changed() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF TG_OP <> 'INSERT' AND (TG_OP = 'DELETE' OR OLD.url_token <> NEW.url_token) THEN
    PERFORM pg_notify('calendly_signing_keys',
      '-' || left(encode(sha256(convert_to(OLD.url_token, 'UTF8')), 'hex'), 16));
  END IF;
  IF TG_OP <> 'DELETE' THEN
    PERFORM pg_notify('calendly_signing_keys',
      CASE WHEN NEW.state IN ('PENDING', 'ACTIVE', 'DISABLED') THEN '+' ELSE '-' END
      || left(encode(sha256(convert_to(NEW.url_token, 'UTF8')), 'hex'), 16));
  END IF;
  RETURN NULL;
END $$;

CREATE TRIGGER calendly_signing_keys_written AFTER INSERT OR DELETE ON calendly_webhook_subscriptions
  FOR EACH ROW EXECUTE FUNCTION calendly_signing_keys_changed();

CREATE TRIGGER calendly_signing_keys_changed AFTER UPDATE ON calendly_webhook_subscriptions
  FOR EACH ROW WHEN (
    (OLD.url_token, OLD.webhook_signing_key, OLD.previous_signing_key, OLD.organization_uri, OLD.state)
    IS DISTINCT FROM
    (NEW.url_token, NEW.webhook_signing_key, NEW.previous_signing_key, NEW.organization_uri, NEW.state))
  EXECUTE FUNCTION calendly_signing_keys_changed();
