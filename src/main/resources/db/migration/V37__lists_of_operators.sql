-- What operators look for is found by an index, however much there is.

-- Building those of deliveries keeps deliveries waiting; where the inbox is large, build them CONCURRENTLY under these names before.

-- A subscription's deliveries of one state, the latest first. It takes the place of the one without the state: settling writes to every
-- index of this table anyway, as the state is in some.
CREATE INDEX IF NOT EXISTS calendly_webhook_deliveries_of_subscription_in
  ON calendly_webhook_deliveries (subscription_id, state, received_at, id);
DROP INDEX calendly_webhook_deliveries_of_subscription;
-- Those of one event of Calendly's. It is known once a delivery is read, so that storing one writes nothing here.
CREATE INDEX IF NOT EXISTS calendly_webhook_deliveries_event
  ON calendly_webhook_deliveries (event, state, received_at, id) WHERE event IS NOT NULL;
-- Those of one state whose last error begins with a text: dead and ignored ones, as no other has one for long.
CREATE INDEX IF NOT EXISTS calendly_webhook_deliveries_error
  ON calendly_webhook_deliveries (state, last_error varchar_pattern_ops) WHERE last_error IS NOT NULL;

-- Syncs of one state and kind, the latest first.
CREATE INDEX sync_jobs_listed ON sync_jobs (state, kind, created_at, id);

-- Destinations of all tenants, the latest first, and those that are not well.
CREATE INDEX destinations_created ON destinations (created_at, id);
CREATE INDEX destinations_in_trouble ON destinations (created_at, id)
  WHERE paused OR held_at IS NOT NULL OR failing_since IS NOT NULL;

-- What was done about one delivery, replay, destination or sync.
CREATE INDEX audit_events_about
  ON audit_events (coalesce(details ->> 'delivery', details ->> 'replay', details ->> 'destination', details ->> 'sync'), at, id)
  WHERE coalesce(details ->> 'delivery', details ->> 'replay', details ->> 'destination', details ->> 'sync') IS NOT NULL;
CREATE INDEX audit_events_tenant ON audit_events (tenant_id, at, id);
CREATE INDEX audit_events_user ON audit_events (user_id, at, id);
