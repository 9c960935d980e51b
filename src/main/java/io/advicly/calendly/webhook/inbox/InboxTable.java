package io.advicly.calendly.webhook.inbox;

import io.advicly.calendly.platform.batch.BatchWork;
import io.advicly.calendly.platform.database.BoundedPool;
import io.advicly.calendly.platform.time.SqlTime;
import io.advicly.calendly.webhook.Receipt;
import io.advicly.calendly.webhook.SqlFaults;
import io.advicly.calendly.webhook.signature.Authentication;
import io.netty.buffer.Unpooled;
import io.smallrye.mutiny.Uni;
import io.vertx.core.buffer.Buffer;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.inject.Singleton;
import java.time.OffsetDateTime;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// Writes deliveries into the inbox, any number of them with one statement and one commit.
@Singleton
class InboxTable implements BatchWork<InboxRow, Receipt> {

    private static final String STORE =
            """
            INSERT INTO calendly_webhook_deliveries
              (id, subscription_id, organization_uri, dedupe_key, body, turn, headers, due_at, received_at)
            SELECT id, subscription_id, organization_uri, dedupe_key, body, turn, headers, now(), now()
            FROM unnest($1::uuid[], $2::uuid[], $3::varchar[], $4::bytea[], $5::bytea[],
                        $6::timestamptz[], $7::varchar[])
              AS incoming (id, subscription_id, organization_uri, dedupe_key, body, turn, headers)
            ON CONFLICT (dedupe_key) DO NOTHING
            RETURNING id\
            """;

    private final BoundedPool connections;

    InboxTable(BoundedPool connections) {
        this.connections = connections;
    }

    @Override
    public Uni<List<Receipt>> apply(List<InboxRow> rows) {
        return connections
                .reserve()
                .preparedQuery(STORE)
                .execute(parameters(rows.stream().sorted(InboxRow.BY_KEY).toList()))
                .map(stored -> {
                    Set<UUID> ids = new HashSet<>();
                    stored.forEach(row -> ids.add(row.getUUID(0)));
                    return rows.stream().map(row -> receipt(row, ids)).toList();
                });
    }

    @Override
    public boolean oneMaySpoilAll(Throwable failure) {
        return SqlFaults.mayBe(failure);
    }

    private static Receipt receipt(InboxRow row, Set<UUID> stored) {
        return stored.contains(row.id()) ? new Receipt.Stored(row.id()) : new Receipt.Repeat();
    }

    private Tuple parameters(List<InboxRow> rows) {
        int count = rows.size();
        UUID[] ids = new UUID[count];
        UUID[] subscriptions = new UUID[count];
        String[] organizations = new String[count];
        Buffer[] keys = new Buffer[count];
        Buffer[] bodies = new Buffer[count];
        OffsetDateTime[] turns = new OffsetDateTime[count];
        @Nullable String[] headers = new String[count];
        for (int index = 0; index < count; index++) {
            InboxRow row = rows.get(index);
            Authentication.Authentic sender = row.delivery().sender();
            ids[index] = row.id();
            subscriptions[index] = sender.subscriptionId();
            organizations[index] = sender.organizationUri();
            keys[index] = uncopied(row.dedupeKey());
            bodies[index] = uncopied(row.delivery().body());
            turns[index] = SqlTime.at(row.turn());
            headers[index] = row.delivery().headers();
        }
        return Tuple.newInstance(
                io.vertx.sqlclient.Tuple.of(
                        ids, subscriptions, organizations, keys, bodies, turns, headers));
    }

    private static Buffer uncopied(byte[] bytes) {
        return Buffer.buffer(Unpooled.wrappedBuffer(bytes));
    }
}
