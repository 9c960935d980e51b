package io.advicly.calendly.webhook.work;

import io.advicly.calendly.webhook.queue.Claim;
import io.advicly.calendly.webhook.queue.DeliveryQueue;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.Set;
import java.util.UUID;

/// Deliveries whose event has to be fetched from Calendly, a queue for each organization.
@ApplicationScoped
class FetchQueue {

    /// The first of each organization's queue: from one organization to the next by index, past
    /// however many each of them has. Who was served longest ago comes first, and the oldest of
    /// those that were not served lately: whose calls hang has the oldest, for as long as they do.
    /// Only what is to be taken is locked, and looked at once more then: somebody else may just
    /// have taken it.
    private static final String CLAIM =
            """
            WITH RECURSIVE organizations AS (
              (SELECT organization_uri FROM calendly_webhook_deliveries
               WHERE state = 'pending' AND to_fetch ORDER BY organization_uri LIMIT 1)
              UNION ALL
              SELECT (SELECT d.organization_uri FROM calendly_webhook_deliveries d
                      WHERE d.state = 'pending' AND d.to_fetch AND d.organization_uri > o.organization_uri
                      ORDER BY d.organization_uri LIMIT 1)
              FROM organizations o WHERE o.organization_uri IS NOT NULL),
            first AS MATERIALIZED (
              SELECT head.id FROM organizations o CROSS JOIN LATERAL (
                SELECT d.id, d.due_at FROM calendly_webhook_deliveries d
                WHERE d.state = 'pending' AND d.to_fetch AND d.organization_uri = o.organization_uri
                  AND d.due_at <= now() AND %1$s
                ORDER BY d.due_at LIMIT 1) AS head
              WHERE o.organization_uri <> ALL($7::varchar[])
              ORDER BY array_position($8::varchar[], o.organization_uri) NULLS FIRST, head.due_at
              LIMIT $2),
            found AS MATERIALIZED (
              SELECT d.id, array_position($8::varchar[], d.organization_uri) AS place, d.due_at,
                octet_length(d.body) AS bytes
              FROM calendly_webhook_deliveries d
              WHERE d.id = ANY(ARRAY(SELECT id FROM first)) AND d.state = 'pending' AND d.to_fetch
                AND d.due_at <= now() AND %1$s
              FOR UPDATE SKIP LOCKED),
            due AS MATERIALIZED (
              SELECT id, sum(bytes) OVER so_far <= $4 OR row_number() OVER so_far = 1 AS fits
              FROM found WINDOW so_far AS (ORDER BY place NULLS FIRST, due_at ROWS UNBOUNDED PRECEDING))
            UPDATE calendly_webhook_deliveries d
            SET %2$s
            FROM due WHERE d.id = due.id AND due.fits
            RETURNING %3$s, EXISTS (SELECT FROM due WHERE NOT fits) AS cut\
            """
                    .formatted(DeliveryQueue.FREE, DeliveryQueue.TAKEN, DeliveryQueue.FOUND);

    private final DeliveryQueue queue;

    FetchQueue(DeliveryQueue queue) {
        this.queue = queue;
    }

    /// Takes up to `limit` that are due, of as many organizations, for `lease`.
    ///
    /// @param held what this process has claimed here, as far as it knows
    /// @param busy organizations that have their share
    /// @param served organizations that come after all others, the last of these last
    Uni<Claim> claim(
            int limit,
            long bytes,
            Duration lease,
            Set<UUID> held,
            Set<String> busy,
            String[] served) {
        return queue.claim(
                CLAIM,
                queue.parameters(limit, bytes, lease, held)
                        .addArrayOfString(busy.toArray(String[]::new))
                        .addArrayOfString(served),
                limit,
                lease);
    }
}
