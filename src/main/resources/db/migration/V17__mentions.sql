-- What an erasure has to read, it finds by index (ADR 17).

-- An address falls into one of a million buckets, which it shares with thousands of people's: an index of them finds bodies by
-- address and is no list of addresses. Which bucket that is, nobody tells without this database: the number in here is made at
-- random where the migration runs. By SHA-256, which does not change with PostgreSQL's version as its own hashes may. Stable,
-- so that it can be inlined.
DO $make$
BEGIN
  EXECUTE format($text$
    CREATE FUNCTION calendly_address_bucket(address text) RETURNS integer LANGUAGE sql STABLE PARALLEL SAFE
    RETURN ('x' || left(encode(sha256(convert_to(%L || address, 'UTF8')), 'hex'), 5))::bit(20)::integer
  $text$, gen_random_uuid()::text || gen_random_uuid()::text);
END
$make$;

-- The buckets of the addresses in its body. Null until it is settled, so that storing a delivery costs nothing more, and for one
-- that has to be read to know: settled before, or by a replica of before, or longer than is read on the way. Whoever changes a
-- body changes them with it: what is erased leaves both.
ALTER TABLE calendly_webhook_deliveries ADD COLUMN IF NOT EXISTS mentions integer[];

-- Whatever the state: one that is replayed is pending, and keeps what is known of it.
-- Building these two keeps deliveries waiting; where the inbox is large, add the column and build them CONCURRENTLY under these
-- names before.
CREATE INDEX IF NOT EXISTS calendly_webhook_deliveries_mentions
  ON calendly_webhook_deliveries USING gin (mentions) WITH (gin_pending_list_limit = 1024)
  WHERE mentions IS NOT NULL;
CREATE INDEX IF NOT EXISTS calendly_webhook_deliveries_unread
  ON calendly_webhook_deliveries (id) WHERE mentions IS NULL AND state <> 'pending';

-- A tenant's meetings, a page at a time, and nobody else's. By columns that never change.
CREATE INDEX IF NOT EXISTS meetings_of_tenant ON meetings (tenant_id, id);

-- What the outbox still says about a tenant, or about one of its connections.
CREATE INDEX meeting_outbox_of_connection
  ON meeting_outbox ((payload ->> 'tenant_id'), (payload ->> 'connection_id'));
