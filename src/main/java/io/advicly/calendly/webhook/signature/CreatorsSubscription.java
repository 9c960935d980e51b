package io.advicly.calendly.webhook.signature;

import io.advicly.calendly.webhook.KeyKind;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Optional;

/// Finds the subscription of a delivery that neither an URL token nor a key of its own names: one
/// signed with an application key and sent to the address without a token.
///
/// The body says only which account created the subscription (`created_by`). That is enough when
/// exactly one adopted subscription is carried by, or belongs to, this account. With none or
/// several a guess could show one organization's meetings in another, so there is no answer.
@ApplicationScoped
class CreatorsSubscription {

    private static final String OF_CREATOR =
            """
            SELECT s.id, s.organization_uri
            FROM calendly_webhook_subscriptions s
            LEFT JOIN calendar_connections c ON c.id = s.carrier_connection_id
            WHERE s.adopted AND s.is_active AND (c.calendly_user_uri = $1 OR s.user_uri = $1)
            LIMIT 2\
            """;

    private final Pool pool;

    CreatorsSubscription(Pool pool) {
        this.pool = pool;
    }

    Uni<Optional<Authentication.Authentic>> find(String creatorUri, boolean late) {
        return pool.preparedQuery(OF_CREATOR)
                .execute(Tuple.of(creatorUri))
                .map(rows -> only(rows, late));
    }

    private static Optional<Authentication.Authentic> only(RowSet<Row> rows, boolean late) {
        if (rows.size() != 1) {
            return Optional.empty();
        }
        Row row = rows.iterator().next();
        return Optional.of(
                new Authentication.Authentic(
                        row.getUUID("id"),
                        row.getString("organization_uri"),
                        KeyKind.APPLICATION,
                        late));
    }
}
