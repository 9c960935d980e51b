-- Organizations that an account was in before Calendly moved it: what was delivered for them is its user's, too, and goes with a purge.
-- Whoever writes where an account is need not know of it.
ALTER TABLE calendar_connections ADD COLUMN former_organizations varchar[] NOT NULL DEFAULT '{}';

UPDATE calendar_connections c SET former_organizations = former.uris
FROM (
  SELECT s.user_uri, array_agg(DISTINCT s.organization_uri) AS uris
  FROM calendly_webhook_subscriptions s WHERE s.user_uri IS NOT NULL GROUP BY 1) AS former
WHERE c.calendly_user_uri = former.user_uri AND former.uris <> ARRAY[c.calendly_organization_uri];

CREATE FUNCTION calendly_keep_former_organization() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  NEW.former_organizations := CASE WHEN NEW.calendly_user_uri = OLD.calendly_user_uri
    THEN array_append(array_remove(OLD.former_organizations, OLD.calendly_organization_uri), OLD.calendly_organization_uri)
    ELSE '{}' END;
  RETURN NEW;
END $$;

CREATE TRIGGER calendly_former_organization BEFORE UPDATE OF calendly_organization_uri ON calendar_connections
FOR EACH ROW WHEN (OLD.calendly_organization_uri IS NOT NULL AND NEW.calendly_organization_uri IS DISTINCT FROM OLD.calendly_organization_uri)
EXECUTE FUNCTION calendly_keep_former_organization();
