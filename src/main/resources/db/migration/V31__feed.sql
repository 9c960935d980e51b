-- The feed (ADR 27): what happened, in one order that readers can trust. Writers append drafts in the transaction that made the thing true
-- and wait for nobody; one sequencer at a time moves committed drafts into events and gives them their positions.
CREATE TABLE event_drafts (
  id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  tenant_id varchar NOT NULL,
  user_id varchar,
  connection_id uuid,
  type varchar(40) NOT NULL,
  -- What it is about: events of one subject are in the order in which they became true.
  subject varchar NOT NULL,
  created_at timestamptz NOT NULL DEFAULT clock_timestamp(),
  -- Null until the thing is rendered as it is then: a meeting by the sequencer itself, a connection before (LateData).
  data jsonb
);
CREATE INDEX event_drafts_late ON event_drafts (subject, id) WHERE data IS NULL AND type LIKE 'connection.%';

-- One row: whoever holds its lock is the sequencer, or does to events what must not happen beside one.
CREATE TABLE event_feed (
  id boolean PRIMARY KEY DEFAULT true CHECK (id),
  last_position bigint NOT NULL DEFAULT 0,
  -- Never goes back, whatever the clock does: partitions are in the order of positions.
  last_at timestamptz NOT NULL DEFAULT clock_timestamp(),
  -- Up to here events were dropped as too old.
  dropped_position bigint NOT NULL DEFAULT 0
) WITH (fillfactor = 50);
INSERT INTO event_feed DEFAULT VALUES;

CREATE TABLE events (
  position bigint NOT NULL,
  tenant_id varchar NOT NULL,
  user_id varchar,
  connection_id uuid,
  type varchar(40) NOT NULL,
  subject varchar NOT NULL,
  created_at timestamptz NOT NULL,
  sequenced_at timestamptz NOT NULL,
  data jsonb NOT NULL
) PARTITION BY RANGE (sequenced_at);
CREATE INDEX events_position ON events (position);
CREATE INDEX events_tenant ON events (tenant_id, position);
CREATE INDEX events_subject ON events (subject, position);

-- Never used while partitions are made ahead; nothing is lost should they not be.
CREATE TABLE events_rest PARTITION OF events DEFAULT;

-- The service need not own its tables (docs/security.md), and only an owner makes and drops partitions.
CREATE FUNCTION events_make_partition(day date) RETURNS boolean
LANGUAGE plpgsql SECURITY DEFINER SET search_path FROM CURRENT AS $$
DECLARE
  part text := 'events_' || to_char(day, 'YYYYMMDD');
  first timestamptz := day::timestamp AT TIME ZONE 'UTC';
  next timestamptz := (day + 1)::timestamp AT TIME ZONE 'UTC';
BEGIN
  IF NOT has_table_privilege(session_user, 'events', 'INSERT') THEN
    RAISE EXCEPTION 'only for who may write events';
  END IF;
  PERFORM FROM event_feed FOR UPDATE;
  IF to_regclass(part) IS NOT NULL
      OR EXISTS (SELECT FROM events_rest WHERE sequenced_at >= first AND sequenced_at < next) THEN
    RETURN false;
  END IF;
  EXECUTE format('CREATE TABLE %I (LIKE events INCLUDING ALL)', part);
  EXECUTE format('ALTER TABLE events ATTACH PARTITION %I FOR VALUES FROM (%L) TO (%L)', part, first, next);
  RETURN true;
END
$$;

-- Drops the oldest partition of which everything is older than this.
CREATE FUNCTION events_drop_partition(before timestamptz) RETURNS text
LANGUAGE plpgsql SECURITY DEFINER SET search_path FROM CURRENT AS $$
DECLARE
  part text;
  last bigint;
BEGIN
  IF NOT has_table_privilege(session_user, 'events', 'DELETE') THEN
    RAISE EXCEPTION 'only for who may delete events';
  END IF;
  PERFORM FROM event_feed FOR UPDATE;
  SELECT relname INTO part FROM pg_inherits JOIN pg_class ON pg_class.oid = inhrelid
  WHERE inhparent = 'events'::regclass AND relname ~ '^events_[0-9]{8}$'
    AND (to_date(right(relname, 8), 'YYYYMMDD') + 1)::timestamp AT TIME ZONE 'UTC' <= before
  ORDER BY relname LIMIT 1;
  IF part IS NULL THEN
    RETURN NULL;
  END IF;
  EXECUTE format('SELECT max(position) FROM %I', part) INTO last;
  EXECUTE format('DROP TABLE %I', part);
  UPDATE event_feed SET dropped_position = greatest(dropped_position, last) WHERE last IS NOT NULL;
  RETURN part;
END
$$;

SELECT events_make_partition((now() AT TIME ZONE 'UTC')::date + ahead) FROM generate_series(0, 7) AS ahead;

-- Whether what was told last of a meeting was that it is canceled; null for what was told before there was a feed.
ALTER TABLE meeting_changes ADD COLUMN canceled boolean;

-- For backends, which list what is a whole tenant's. Building the first keeps meetings from being written; where there are millions, build
-- it CONCURRENTLY under this name before.
CREATE INDEX IF NOT EXISTS meetings_of_tenant ON meetings (tenant_id, start_time, id);
CREATE INDEX calendar_connections_of_tenant ON calendar_connections (tenant_id, created_at, id);
CREATE INDEX calendar_connections_email ON calendar_connections (lower(provider_account_email)) WHERE provider_account_email IS NOT NULL;

-- Whatever changes the things below is written down by triggers, so that no statement, none of an older replica either, can forget it.
-- They happen seldom: the notice, which makes commits wait for each other, costs nothing here.

-- What was told last of each connection, and when it is to be looked at again for what its row does not say. No part of
-- calendar_connections, whose rows are locked in other orders.
CREATE TABLE connection_tellings (
  connection_id uuid PRIMARY KEY,
  -- active, degraded, needs_reconnect or disconnected; null before the first.
  told varchar(20),
  look_at timestamptz
) WITH (fillfactor = 80);
CREATE INDEX connection_tellings_due ON connection_tellings (look_at) WHERE look_at IS NOT NULL;

INSERT INTO connection_tellings (connection_id, told, look_at)
SELECT id,
  CASE status WHEN 'ACTIVE' THEN 'active' WHEN 'NEEDS_RECONNECT' THEN 'needs_reconnect'
    WHEN 'CLOSING' THEN 'disconnected' WHEN 'DISCONNECTED' THEN 'disconnected' END,
  CASE WHEN status = 'ACTIVE' THEN now() + random() * interval '1 hour' END
FROM calendar_connections;

-- Organizations in which something has changed that connections may be degraded by. Only ever appended to, hence nobody waits.
CREATE TABLE connection_looks (
  id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  organization_uri varchar NOT NULL
);

CREATE FUNCTION connection_told() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
  before varchar;
  after varchar;
  kind varchar;
BEGIN
  SELECT told INTO before FROM connection_tellings WHERE connection_id = NEW.id FOR UPDATE;
  after := CASE NEW.status WHEN 'ACTIVE' THEN 'active' WHEN 'NEEDS_RECONNECT' THEN 'needs_reconnect'
    WHEN 'CLOSING' THEN 'disconnected' WHEN 'DISCONNECTED' THEN 'disconnected' END;
  -- An unfinished attempt is nothing to tell. What is active may be degraded: that is found out by a look.
  IF after IS NULL OR after = before THEN
    RETURN NULL;
  END IF;
  kind := CASE
    WHEN after = 'active' AND before IN ('needs_reconnect', 'degraded') THEN 'connection.recovered'
    WHEN after = 'active' THEN 'connection.connected'
    WHEN after = 'needs_reconnect' THEN 'connection.needs_reconnect'
    WHEN before IS NOT NULL THEN 'connection.disconnected' END;
  INSERT INTO connection_tellings (connection_id, told, look_at)
  VALUES (NEW.id, after, CASE WHEN after = 'active' THEN now() END)
  ON CONFLICT (connection_id) DO UPDATE SET told = EXCLUDED.told, look_at = EXCLUDED.look_at;
  IF kind IS NOT NULL THEN
    INSERT INTO event_drafts (tenant_id, user_id, connection_id, type, subject)
    VALUES (NEW.tenant_id, NEW.user_id, NEW.id, kind, 'connection:' || NEW.id);
    PERFORM pg_notify('calendly_drafts', '');
  END IF;
  RETURN NULL;
END
$$;

CREATE TRIGGER connection_told_new AFTER INSERT ON calendar_connections
  FOR EACH ROW WHEN (NEW.status <> 'CONNECTING') EXECUTE FUNCTION connection_told();
CREATE TRIGGER connection_told AFTER UPDATE OF status ON calendar_connections
  FOR EACH ROW WHEN (OLD.status IS DISTINCT FROM NEW.status) EXECUTE FUNCTION connection_told();

CREATE FUNCTION connection_to_look_at() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  UPDATE connection_tellings SET look_at = now() WHERE connection_id = NEW.id;
  RETURN NULL;
END
$$;

CREATE TRIGGER connection_to_look_at AFTER UPDATE ON calendar_connections
  FOR EACH ROW WHEN (NEW.status = 'ACTIVE' AND OLD.status = 'ACTIVE' AND
    (OLD.refresh_failed_at, OLD.consent_refused, OLD.calendly_organization_uri, OLD.token_retry_at) IS DISTINCT FROM
    (NEW.refresh_failed_at, NEW.consent_refused, NEW.calendly_organization_uri, NEW.token_retry_at))
  EXECUTE FUNCTION connection_to_look_at();

-- Of a purged connection nothing personal stays in what was told. Whoever holds the feed's row is alone with it.
CREATE FUNCTION connection_forgotten() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
  left_over jsonb := jsonb_build_object('id', OLD.id, 'tenant_id', OLD.tenant_id, 'user_id', OLD.user_id, 'status', 'disconnected');
BEGIN
  DELETE FROM connection_tellings WHERE connection_id = OLD.id;
  IF NOT FOUND THEN
    RETURN NULL;
  END IF;
  PERFORM FROM event_feed FOR UPDATE;
  UPDATE event_drafts SET data = left_over WHERE subject = 'connection:' || OLD.id AND type LIKE 'connection.%';
  UPDATE events SET data = left_over WHERE subject = 'connection:' || OLD.id AND type LIKE 'connection.%';
  RETURN NULL;
END
$$;

CREATE TRIGGER connection_forgotten AFTER DELETE ON calendar_connections
  FOR EACH ROW EXECUTE FUNCTION connection_forgotten();

-- The same as soon as the purge is asked for: Calendly may keep the row waiting for long.
CREATE FUNCTION connection_purged() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
  left_over jsonb := jsonb_build_object('id', NEW.id, 'tenant_id', NEW.tenant_id, 'user_id', NEW.user_id, 'status', 'disconnected');
BEGIN
  PERFORM FROM event_feed FOR UPDATE;
  UPDATE event_drafts SET data = left_over WHERE subject = 'connection:' || NEW.id AND type LIKE 'connection.%';
  UPDATE events SET data = left_over WHERE subject = 'connection:' || NEW.id AND type LIKE 'connection.%';
  RETURN NULL;
END
$$;

CREATE TRIGGER connection_purged AFTER UPDATE OF purge_requested_at ON calendar_connections
  FOR EACH ROW WHEN (OLD.purge_requested_at IS NULL AND NEW.purge_requested_at IS NOT NULL)
  EXECUTE FUNCTION connection_purged();

CREATE FUNCTION sync_told() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  INSERT INTO event_drafts (tenant_id, user_id, connection_id, type, subject, data)
  SELECT tenant_id, user_id, id, CASE NEW.state WHEN 'done' THEN 'sync.completed' ELSE 'sync.failed' END, 'connection:' || id,
    jsonb_build_object('id', NEW.id, 'connection_id', id, 'kind', NEW.kind, 'status', NEW.state, 'from', NEW.window_from,
      'to', NEW.window_to, 'pages', NEW.pages, 'events', NEW.meetings, 'unreadable', NEW.unreadable,
      'error', CASE WHEN NEW.state = 'failed' THEN NEW.last_error END, 'created_at', NEW.created_at, 'finished_at', NEW.finished_at)
  FROM calendar_connections WHERE id = NEW.connection_id;
  PERFORM pg_notify('calendly_drafts', '');
  RETURN NULL;
END
$$;

CREATE TRIGGER sync_told AFTER UPDATE OF state ON sync_jobs
  FOR EACH ROW WHEN (OLD.state = 'pending' AND NEW.state <> 'pending') EXECUTE FUNCTION sync_told();

-- What is wrong with the subscription of an organization, or of one account in it, and was told.
CREATE TABLE subscription_tellings (
  organization_uri varchar NOT NULL,
  -- Empty for the organization's own.
  user_uri varchar NOT NULL,
  told varchar(20) NOT NULL CHECK (told IN ('retrying', 'lost')),
  PRIMARY KEY (organization_uri, user_uri)
);

CREATE FUNCTION subscription_told() RETURNS trigger LANGUAGE plpgsql AS $$
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
  WHERE calendly_organization_uri = NEW.organization_uri AND status IN ('CONNECTING', 'ACTIVE', 'NEEDS_RECONNECT')
    AND (NEW.user_uri IS NULL OR calendly_user_uri = NEW.user_uri);
  PERFORM pg_notify('calendly_drafts', '');
  RETURN NULL;
END
$$;

CREATE TRIGGER subscription_told AFTER UPDATE ON calendly_webhook_subscriptions
  FOR EACH ROW WHEN ((OLD.state, OLD.is_active, OLD.retry_started_at IS NULL) IS DISTINCT FROM
                     (NEW.state, NEW.is_active, NEW.retry_started_at IS NULL))
  EXECUTE FUNCTION subscription_told();

CREATE FUNCTION signatures_to_look_at() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  INSERT INTO connection_looks (organization_uri)
  SELECT organization_uri FROM calendly_webhook_subscriptions WHERE id = coalesce(NEW.subscription_id, OLD.subscription_id);
  RETURN NULL;
END
$$;

CREATE TRIGGER signatures_to_look_at AFTER UPDATE OF suspected_at, confirmed_at OR DELETE ON refused_signatures
  FOR EACH ROW EXECUTE FUNCTION signatures_to_look_at();

-- Nothing of its body, and none of the words of its failure, which may repeat some.
CREATE FUNCTION delivery_told() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  INSERT INTO event_drafts (tenant_id, type, subject, data)
  SELECT DISTINCT tenant_id, 'delivery.dead', 'delivery:' || NEW.id,
    jsonb_build_object('id', NEW.id, 'organization_uri', NEW.organization_uri, 'subscription_id', NEW.subscription_id,
      'event', NEW.event, 'attempts', NEW.attempts, 'received_at', NEW.received_at)
  FROM calendar_connections
  WHERE calendly_organization_uri = NEW.organization_uri AND status IN ('CONNECTING', 'ACTIVE', 'NEEDS_RECONNECT');
  PERFORM pg_notify('calendly_drafts', '');
  RETURN NULL;
END
$$;

CREATE TRIGGER delivery_told AFTER UPDATE OF state ON calendly_webhook_deliveries
  FOR EACH ROW WHEN (NEW.state = 'dead' AND OLD.state <> 'dead') EXECUTE FUNCTION delivery_told();
