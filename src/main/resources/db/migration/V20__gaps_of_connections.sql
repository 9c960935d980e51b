-- A gap is each connection's own: one that nobody can serve keeps no other's unread.

-- Without a foreign key, so that whoever opens a gap never waits for a connection that is being deleted.
CREATE TABLE delivery_gaps (
  connection_id uuid PRIMARY KEY,
  -- Since when deliveries may have been missed.
  gap_since timestamptz NOT NULL,
  -- Since when it is served again; null while deliveries are still missed.
  served_since timestamptz
);

INSERT INTO delivery_gaps (connection_id, gap_since, served_since)
SELECT c.id, o.gap_since, o.served_since
FROM calendly_organizations o JOIN calendar_connections c ON c.calendly_organization_uri = o.organization_uri
WHERE o.gap_since IS NOT NULL AND c.status IN ('ACTIVE', 'NEEDS_RECONNECT');

-- The organization's columns stay for a replica of before, while it is being replaced.
UPDATE calendly_organizations SET gap_since = NULL, served_since = NULL WHERE gap_since IS NOT NULL;
DROP INDEX calendly_organizations_gap;
