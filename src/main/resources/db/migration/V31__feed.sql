-- The feed (ADR 27): what happened, in one order that readers can trust. Writers append drafts in the transaction that made the thing true
-- and wait for nobody; one sequencer at a time moves committed drafts into events and gives them their positions.
CREATE TABLE event_drafts (
  id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  tenant_id varchar(255) NOT NULL,
  user_id varchar(255),
  connection_id uuid,
  type varchar(40) NOT NULL,
  -- What it is about: events of one subject are in the order in which they became true.
  subject varchar(255) NOT NULL,
  created_at timestamptz NOT NULL DEFAULT clock_timestamp(),
  -- Null until somebody who can has rendered it (EventData).
  data jsonb
);
CREATE INDEX event_drafts_bare ON event_drafts (subject, id) WHERE data IS NULL;

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
  tenant_id varchar(255) NOT NULL,
  user_id varchar(255),
  connection_id uuid,
  type varchar(40) NOT NULL,
  subject varchar(255) NOT NULL,
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
