-- What operators ask: who, why, what happened to it, and what would a replay touch.

ALTER TABLE calendly_webhook_deliveries
  -- A few harmless headers, as a JSON object of texts.
  ADD COLUMN headers varchar,
  -- The latest attempts to work it off: [{"at", "outcome", "error", "duration_ms"}].
  ADD COLUMN attempt_log jsonb,
  -- The scheduled event that it was about, once it is settled.
  ADD COLUMN calendly_event_uri varchar;

-- Building these keeps deliveries waiting; where the inbox is large, add the columns and build them CONCURRENTLY under these
-- names before.
CREATE INDEX IF NOT EXISTS calendly_webhook_deliveries_of_subscription
  ON calendly_webhook_deliveries (subscription_id, received_at, id);
CREATE INDEX IF NOT EXISTS calendly_webhook_deliveries_of_event
  ON calendly_webhook_deliveries (calendly_event_uri, received_at, id) WHERE calendly_event_uri IS NOT NULL;

CREATE TABLE delivery_replays (
  id uuid PRIMARY KEY DEFAULT gen_random_uuid(),
  -- Which deliveries, as the operator has said it.
  filter jsonb NOT NULL,
  state varchar NOT NULL DEFAULT 'running' CHECK (state IN ('running', 'done', 'stopped')),
  -- How many were meant, and how many were given to the worker so far.
  count bigint NOT NULL,
  done bigint NOT NULL DEFAULT 0,
  -- How far it has come.
  reached_at timestamptz NOT NULL DEFAULT '-infinity',
  reached_id uuid NOT NULL DEFAULT '00000000-0000-0000-0000-000000000000',
  ordered_by_tenant varchar NOT NULL,
  ordered_by varchar NOT NULL,
  created_at timestamptz NOT NULL DEFAULT now(),
  ended_at timestamptz
);

CREATE INDEX delivery_replays_running ON delivery_replays (id) WHERE state = 'running';
CREATE INDEX delivery_replays_created ON delivery_replays (created_at, id);

-- Connections by whatever an operator knows of them.
CREATE INDEX calendar_connections_user ON calendar_connections (user_id);
CREATE INDEX calendar_connections_user_begin ON calendar_connections (lower(user_id) varchar_pattern_ops);
CREATE INDEX calendar_connections_email_begin
  ON calendar_connections (lower(provider_account_email) varchar_pattern_ops);
CREATE INDEX calendar_connections_tenant ON calendar_connections (tenant_id, created_at, id);

-- The audit's pages.
CREATE INDEX audit_events_time ON audit_events (at, id);
CREATE INDEX audit_events_action ON audit_events (action, at, id);
CREATE INDEX audit_events_actor ON audit_events (coalesce(actor_user_id, user_id), at, id);
CREATE INDEX audit_events_connection ON audit_events (connection_id, at, id) WHERE connection_id IS NOT NULL;

-- How it goes: a row for each process and minute, kept for a day, and one for each process and ten minutes, kept for eight.
CREATE TABLE service_minutes (
  step integer NOT NULL,
  at timestamptz NOT NULL,
  replica bigint NOT NULL,
  accepted bigint NOT NULL,
  repeated bigint NOT NULL,
  projected bigint NOT NULL,
  ignored bigint NOT NULL,
  retried bigint NOT NULL,
  dead bigint NOT NULL,
  refresh_failures bigint NOT NULL,
  rejected jsonb NOT NULL,
  -- Latencies by size.
  accept bigint[] NOT NULL,
  visible bigint[] NOT NULL,
  inbox_age bigint NOT NULL,
  rate_limit_remaining bigint,
  PRIMARY KEY (step, at, replica)
);
