-- Who was told that a subscription is not well: they alone are told that it has healed, and of a member's own those alone
-- whom it serves.
LOCK TABLE subscription_tellings IN ACCESS EXCLUSIVE MODE;
CREATE TEMPORARY TABLE told_before ON COMMIT DROP AS
SELECT DISTINCT t.organization_uri, t.user_uri, c.tenant_id, t.told
FROM subscription_tellings t JOIN calendar_connections c ON c.calendly_organization_uri = t.organization_uri
  AND c.status IN ('CONNECTING', 'ACTIVE', 'NEEDS_RECONNECT') AND t.user_uri IN ('', c.calendly_user_uri);

DELETE FROM subscription_tellings;
ALTER TABLE subscription_tellings ADD COLUMN tenant_id varchar NOT NULL;
ALTER TABLE subscription_tellings DROP CONSTRAINT subscription_tellings_pkey;
-- No key of all three: names may be long.
CREATE INDEX subscription_tellings_organization ON subscription_tellings (organization_uri);
INSERT INTO subscription_tellings (organization_uri, user_uri, tenant_id, told) SELECT * FROM told_before;

CREATE OR REPLACE FUNCTION subscription_told() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
  kind varchar;
  was_well boolean := OLD.state = 'ACTIVE' AND OLD.is_active;
  is_well boolean := NEW.state = 'ACTIVE' AND NEW.is_active;
  served varchar[] := ARRAY(
    SELECT DISTINCT tenant_id FROM calendar_connections
    WHERE calendly_organization_uri = NEW.organization_uri AND status IN ('CONNECTING', 'ACTIVE', 'NEEDS_RECONNECT')
      AND (NEW.user_uri IS NULL OR calendly_user_uri = NEW.user_uri));
  concerned varchar[] := served;
BEGIN
  INSERT INTO connection_looks (organization_uri) VALUES (NEW.organization_uri);
  IF is_well AND NEW.retry_started_at IS NULL THEN
    kind := 'subscription.healed';
    -- Whoever was told and has left since is told no more; whom another member's serves is told once that is well.
    WITH over AS (
      DELETE FROM subscription_tellings WHERE organization_uri = NEW.organization_uri
        AND (NEW.scope = 'organization' OR user_uri IN ('', NEW.user_uri) AND tenant_id = ANY(served))
      RETURNING tenant_id)
    SELECT array_agg(DISTINCT tenant_id) INTO concerned FROM over WHERE tenant_id = ANY(served);
  ELSIF is_well AND OLD.retry_started_at IS NULL THEN
    kind := 'subscription.retrying';
  ELSIF NEW.state = 'ORPHANED' AND OLD.state <> 'ORPHANED' THEN
    kind := 'subscription.orphaned';
    -- Mostly nobody of the organization is connected any more when its subscription is left behind: those who were are told.
    concerned := ARRAY(
      SELECT DISTINCT tenant_id FROM calendar_connections
      WHERE calendly_organization_uri = NEW.organization_uri
        AND status IN ('CONNECTING', 'ACTIVE', 'NEEDS_RECONNECT', 'CLOSING', 'DISCONNECTED')
        AND (NEW.user_uri IS NULL OR calendly_user_uri = NEW.user_uri));
  -- One that another has taken the place of is not lost, nor one that nobody needs.
  ELSIF was_well AND NEW.state IN ('DISABLED', 'DELETED', 'REFUSED', 'PLAN_NOT_ALLOWED') AND NOT EXISTS (
      SELECT FROM calendly_webhook_subscriptions other
      WHERE other.organization_uri = NEW.organization_uri AND other.is_active AND other.id <> NEW.id
        AND (other.scope = 'organization' OR other.user_uri = NEW.user_uri)) THEN
    kind := 'subscription.lost';
  END IF;
  IF kind IS NULL OR concerned IS NULL THEN
    RETURN NULL;
  END IF;
  IF kind IN ('subscription.retrying', 'subscription.lost') THEN
    DELETE FROM subscription_tellings WHERE organization_uri = NEW.organization_uri
      AND user_uri = coalesce(NEW.user_uri, '') AND tenant_id = ANY(concerned);
    INSERT INTO subscription_tellings (organization_uri, user_uri, tenant_id, told)
    SELECT NEW.organization_uri, coalesce(NEW.user_uri, ''), tenant, substr(kind, 14) FROM unnest(concerned) AS tenant;
  END IF;
  INSERT INTO event_drafts (tenant_id, type, subject, data)
  SELECT tenant, kind, 'organization:' || NEW.organization_uri,
    jsonb_build_object('id', NEW.id, 'organization_uri', NEW.organization_uri, 'scope', NEW.scope, 'user_uri', NEW.user_uri,
      'uri', NEW.webhook_subscription_uri, 'state', lower(NEW.state), 'error', NEW.last_error,
      'retry_started_at', NEW.retry_started_at,
      'hours_left', CASE WHEN NEW.retry_started_at IS NOT NULL THEN greatest(0, round(
        (extract(epoch FROM NEW.retry_started_at + interval '24 hours' - clock_timestamp()) / 3600)::numeric, 1)) END)
  FROM unnest(concerned) AS tenant;
  PERFORM pg_notify('calendly_drafts', '');
  RETURN NULL;
END
$$;
