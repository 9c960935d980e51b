-- More of the organizations that an account was in before V46: those that the audit knows it was connected in, those whose subscription its
-- connection has carried, and those that know of it still. Of a move that none of these tells of, nothing is left that could.
UPDATE calendar_connections c SET former_organizations =
  ARRAY(SELECT DISTINCT known.uri FROM unnest(c.former_organizations || former.uris::varchar[]) AS known (uri))
FROM (
  SELECT known.id, array_agg(DISTINCT known.uri) AS uris
  FROM (
    SELECT id, unnest(former_organizations) AS uri FROM calendar_connections
    UNION ALL
    SELECT a.connection_id, a.details ->> 'organization' FROM audit_events a
      JOIN calendar_connections m ON m.id = a.connection_id AND m.calendly_user_uri = a.details ->> 'account'
      WHERE a.action = 'connection.connected'
    UNION ALL
    SELECT carrier_connection_id, organization_uri FROM calendly_webhook_subscriptions WHERE carrier_connection_id IS NOT NULL
    UNION ALL
    SELECT m.id, o.organization_uri
      FROM calendly_organizations o CROSS JOIN LATERAL jsonb_object_keys(o.accounts) AS known (account)
      JOIN calendar_connections m ON m.calendly_user_uri = known.account
  ) AS known
  JOIN calendar_connections here ON here.id = known.id AND here.calendly_organization_uri <> known.uri
  GROUP BY known.id) AS former
WHERE c.id = former.id AND NOT former.uris <@ c.former_organizations;
