-- Sync: turns, a nightly schedule, and what is kept of jobs that are over.

ALTER TABLE sync_jobs
  -- Who has the job: what an earlier owner writes after its claim has run out is of no effect.
  ADD COLUMN claim uuid,
  -- Where to go on inside the page: events that start before this are read.
  ADD COLUMN page_from timestamptz;

CREATE INDEX sync_jobs_of_connection ON sync_jobs (connection_id, created_at);

CREATE TABLE sync_schedules (
  connection_id uuid PRIMARY KEY REFERENCES calendar_connections (id) ON DELETE CASCADE,
  next_at timestamptz NOT NULL
);

CREATE INDEX sync_schedules_due ON sync_schedules (next_at);

INSERT INTO sync_schedules (connection_id, next_at)
SELECT id, now() + random() * interval '1 day' FROM calendar_connections WHERE is_active;

-- The change log of the live stream: a row per meeting, at the place of its latest change. Ids are given out under a lock per
-- user that is held to the end of the transaction: whoever sees an id sees all smaller ones of the same user.

CREATE SEQUENCE meeting_change_ids;

CREATE TABLE meeting_changes (
  meeting_id uuid PRIMARY KEY REFERENCES meetings (id) ON DELETE CASCADE,
  tenant_id varchar NOT NULL,
  user_id varchar NOT NULL,
  change_id bigint NOT NULL
);

CREATE INDEX meeting_changes_of_user ON meeting_changes (tenant_id, user_id, change_id);

INSERT INTO meeting_changes (meeting_id, tenant_id, user_id, change_id)
SELECT id, tenant_id, user_id, nextval('meeting_change_ids') FROM (SELECT * FROM meetings ORDER BY updated_at) meetings;

-- Events whose link to join was not ready when they were booked: looked up once, later.

CREATE TABLE meeting_lookups (
  calendly_event_uri varchar NOT NULL,
  organization_uri varchar NOT NULL,
  attempts integer NOT NULL DEFAULT 0,
  due_at timestamptz NOT NULL,
  PRIMARY KEY (calendly_event_uri, organization_uri)
);

CREATE INDEX meeting_lookups_due ON meeting_lookups (due_at);

-- What Debezium's outbox event router reads (docs/outbox.md). Empty unless calendly.outbox.enabled.

CREATE TABLE meeting_outbox (
  id uuid PRIMARY KEY,
  aggregatetype varchar(255) NOT NULL,
  aggregateid varchar(255) NOT NULL,
  type varchar(255) NOT NULL,
  payload jsonb NOT NULL,
  created_at timestamptz NOT NULL
);

CREATE INDEX meeting_outbox_age ON meeting_outbox (created_at);
