-- What the console asks about people: who must reconnect, which organizations are in trouble, what happened to one of them.

-- Connections of a status, newest first, and how many there are by status and tenant.
CREATE INDEX calendar_connections_of_status ON calendar_connections (status, created_at, id);
CREATE INDEX calendar_connections_counted ON calendar_connections (status, tenant_id);

-- Organizations whose deliveries Calendly is retrying, and those of which something is left undone.
CREATE INDEX calendly_webhook_subscriptions_retried ON calendly_webhook_subscriptions (retry_started_at)
  WHERE retry_started_at IS NOT NULL;
CREATE INDEX calendly_organizations_unfinished ON calendly_organizations (created_at, id) WHERE attempts > 0;

-- What was done about an organization, and with which requests to Calendly. Building these keeps entries from being written; where the audit
-- is large, build them CONCURRENTLY under these names before.
CREATE INDEX IF NOT EXISTS audit_events_organization ON audit_events ((details ->> 'organization'), at, id)
  WHERE details ->> 'organization' IS NOT NULL;
CREATE INDEX IF NOT EXISTS audit_events_requests ON audit_events USING gin (string_to_array(details ->> 'request_ids', ','))
  WHERE details ->> 'request_ids' IS NOT NULL;

-- A tenant's meetings in the order in which lists have them: V31 meant to build this one by a name that V17 had given to another already.
-- Building it keeps meetings from being written; where there are millions, build it CONCURRENTLY under this name before.
CREATE INDEX IF NOT EXISTS meetings_of_tenant_in_order ON meetings (tenant_id, start_time, id);
