-- A subscription that is deleted after the last one has left is lost to nobody.
CREATE OR REPLACE FUNCTION subscription_told() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
  kind varchar;
  was_well boolean := OLD.state = 'ACTIVE' AND OLD.is_active;
  is_well boolean := NEW.state = 'ACTIVE' AND NEW.is_active;
BEGIN
  INSERT INTO connection_looks (organization_uri) VALUES (NEW.organization_uri);
  IF is_well AND NEW.retry_started_at IS NULL THEN
    DELETE FROM subscription_tellings WHERE organization_uri = NEW.organization_uri
      AND (NEW.scope = 'organization' OR user_uri IN ('', NEW.user_uri));
    kind := CASE WHEN FOUND THEN 'subscription.healed' END;
  ELSIF is_well AND OLD.retry_started_at IS NULL THEN
    INSERT INTO subscription_tellings VALUES (NEW.organization_uri, coalesce(NEW.user_uri, ''), 'retrying')
    ON CONFLICT (organization_uri, user_uri) DO UPDATE SET told = EXCLUDED.told;
    kind := 'subscription.retrying';
  ELSIF NEW.state = 'ORPHANED' AND OLD.state <> 'ORPHANED' THEN
    kind := 'subscription.orphaned';
  -- One that another has taken the place of is not lost, nor one that nobody needs.
  ELSIF was_well AND NEW.state IN ('DISABLED', 'DELETED', 'REFUSED', 'PLAN_NOT_ALLOWED') AND NOT EXISTS (
      SELECT FROM calendly_webhook_subscriptions other
      WHERE other.organization_uri = NEW.organization_uri AND other.is_active AND other.id <> NEW.id
        AND (other.scope = 'organization' OR other.user_uri = NEW.user_uri)) THEN
    INSERT INTO subscription_tellings VALUES (NEW.organization_uri, coalesce(NEW.user_uri, ''), 'lost')
    ON CONFLICT (organization_uri, user_uri) DO UPDATE SET told = EXCLUDED.told;
    kind := 'subscription.lost';
  END IF;
  IF kind IS NULL THEN
    RETURN NULL;
  END IF;
  INSERT INTO event_drafts (tenant_id, type, subject, data)
  SELECT DISTINCT tenant_id, kind, 'organization:' || NEW.organization_uri,
    jsonb_build_object('id', NEW.id, 'organization_uri', NEW.organization_uri, 'scope', NEW.scope, 'user_uri', NEW.user_uri,
      'uri', NEW.webhook_subscription_uri, 'state', lower(NEW.state), 'error', NEW.last_error,
      'retry_started_at', NEW.retry_started_at,
      'hours_left', CASE WHEN NEW.retry_started_at IS NOT NULL THEN greatest(0, round(
        (extract(epoch FROM NEW.retry_started_at + interval '24 hours' - clock_timestamp()) / 3600)::numeric, 1)) END)
  FROM calendar_connections
  WHERE calendly_organization_uri = NEW.organization_uri
    AND (status IN ('CONNECTING', 'ACTIVE', 'NEEDS_RECONNECT')
      OR (kind = 'subscription.orphaned' AND status IN ('CLOSING', 'DISCONNECTED')))
    AND (NEW.user_uri IS NULL OR calendly_user_uri = NEW.user_uri);
  -- What nobody was told does not heal for whoever comes next.
  IF NOT FOUND AND kind IN ('subscription.retrying', 'subscription.lost') THEN
    DELETE FROM subscription_tellings WHERE organization_uri = NEW.organization_uri AND user_uri = coalesce(NEW.user_uri, '');
  END IF;
  PERFORM pg_notify('calendly_drafts', '');
  RETURN NULL;
END
$$;

-- Those of before of which nobody was told, as nobody was connected then or is now.
DELETE FROM subscription_tellings t WHERE NOT EXISTS (
  SELECT FROM calendar_connections c
  WHERE c.calendly_organization_uri = t.organization_uri AND c.status IN ('CONNECTING', 'ACTIVE', 'NEEDS_RECONNECT'));

-- What has failed in a row is counted by subject now: of what was counted by attempt no more can be than have failed.
UPDATE destinations d
SET failures = least(d.failures, (SELECT count(*) FROM destination_lines l WHERE l.destination_id = d.id AND l.attempts > 0))
WHERE d.failures > 0;
