-- Where events are sent to (ADR 28): readers of the feed that push, each with a place in it.
CREATE TABLE destinations (
  id uuid PRIMARY KEY,
  -- '*' has the events of all tenants.
  tenant_id varchar(255) NOT NULL,
  url varchar(2000) NOT NULL,
  -- Null: all but those that only operators want.
  types varchar(40)[],
  description varchar(500),
  -- Ciphertext. Null once nobody can read it.
  secret varchar,
  previous_secret varchar,
  previous_until timestamptz,
  paused boolean NOT NULL DEFAULT false,
  held_at timestamptz,
  -- Of all events up to here each is delivered, or its subject has a line.
  position bigint NOT NULL,
  -- Attempts that have failed in a row, whatever they were about.
  failures integer NOT NULL DEFAULT 0,
  failing_since timestamptz,
  last_success_at timestamptz,
  last_error varchar(500),
  -- When the first of its lines is due.
  due_at timestamptz,
  -- Whoever is at it; void once its owner has no row (ADR 15).
  claim uuid,
  claimed_by bigint,
  claimed_until timestamptz,
  created_at timestamptz NOT NULL DEFAULT now(),
  updated_at timestamptz NOT NULL DEFAULT now()
) WITH (fillfactor = 70);
CREATE INDEX destinations_tenant ON destinations (tenant_id, created_at, id);
CREATE INDEX destinations_due ON destinations (due_at) WHERE due_at IS NOT NULL;

-- Subjects of which something is still to be sent although the destination has been read on: what is next stands at this position of the
-- feed, or after it. At most a thousand for each destination.
CREATE TABLE destination_lines (
  destination_id uuid NOT NULL REFERENCES destinations ON DELETE CASCADE,
  subject varchar(255) NOT NULL,
  position bigint NOT NULL,
  attempts integer NOT NULL DEFAULT 0,
  first_failed_at timestamptz,
  due_at timestamptz NOT NULL,
  PRIMARY KEY (destination_id, subject)
);

-- What was tried, for seven days. Without a foreign key: those of a destination that is gone go with the others.
CREATE TABLE destination_attempts (
  id uuid PRIMARY KEY DEFAULT gen_random_uuid(),
  destination_id uuid NOT NULL,
  event_position bigint NOT NULL,
  type varchar(40) NOT NULL,
  at timestamptz NOT NULL,
  -- Null where nobody answered.
  status integer,
  duration_ms integer NOT NULL,
  delivered boolean NOT NULL,
  error varchar(500),
  body varchar(2048)
);
CREATE INDEX destination_attempts_latest ON destination_attempts (destination_id, at, id);
CREATE INDEX destination_attempts_failed ON destination_attempts (destination_id, at, id) WHERE NOT delivered;
CREATE INDEX destination_attempts_event ON destination_attempts (destination_id, event_position);
CREATE INDEX destination_attempts_at ON destination_attempts (at);

-- Every replica knows from memory who wants what: it hears of each change that matters for that, and of none that merely says how far one is.
CREATE FUNCTION notify_destination() RETURNS trigger
LANGUAGE plpgsql AS $$
BEGIN
  PERFORM pg_notify('calendly_destinations', coalesce(NEW.id, OLD.id)::text);
  RETURN NULL;
END
$$;
CREATE TRIGGER destinations_changed
  AFTER INSERT OR DELETE OR UPDATE OF url, types, secret, previous_secret, paused, held_at ON destinations
  FOR EACH ROW EXECUTE FUNCTION notify_destination();
