-- Subscriptions that another backend made, whose hooks deliver to the address without a token. Nobody has their url_token.
ALTER TABLE calendly_webhook_subscriptions ADD COLUMN adopted boolean NOT NULL DEFAULT false;

CREATE INDEX calendly_webhook_subscriptions_adopted ON calendly_webhook_subscriptions (id) WHERE adopted;

-- Every replica has all of their keys in memory.
CREATE FUNCTION calendly_adopted_changed() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  PERFORM pg_notify('calendly_adopted', '');
  RETURN NULL;
END $$;

CREATE TRIGGER calendly_adopted_made AFTER INSERT ON calendly_webhook_subscriptions
  FOR EACH ROW WHEN (NEW.adopted) EXECUTE FUNCTION calendly_adopted_changed();

CREATE TRIGGER calendly_adopted_changed AFTER UPDATE ON calendly_webhook_subscriptions
  FOR EACH ROW WHEN (
    (OLD.adopted OR NEW.adopted)
    AND (OLD.adopted, OLD.webhook_signing_key, OLD.previous_signing_key, OLD.organization_uri, OLD.state)
      IS DISTINCT FROM
      (NEW.adopted, NEW.webhook_signing_key, NEW.previous_signing_key, NEW.organization_uri, NEW.state))
  EXECUTE FUNCTION calendly_adopted_changed();

CREATE TRIGGER calendly_adopted_gone AFTER DELETE ON calendly_webhook_subscriptions
  FOR EACH ROW WHEN (OLD.adopted) EXECUTE FUNCTION calendly_adopted_changed();
