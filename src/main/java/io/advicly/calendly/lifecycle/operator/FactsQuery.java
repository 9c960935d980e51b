package io.advicly.calendly.lifecycle.operator;

import io.advicly.calendly.connection.Connection;
import io.advicly.calendly.connection.organization.OrganizationStatus;
import io.advicly.calendly.connection.organization.Organizations;
import io.advicly.calendly.lifecycle.status.ConnectionView;
import io.advicly.calendly.lifecycle.status.StatusQuery;
import io.advicly.calendly.subscription.record.Subscription;
import io.advicly.calendly.subscription.record.Subscriptions;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// Reads what a [Diagnosis] is made from.
@ApplicationScoped
class FactsQuery {

    private static final String DETAILS =
            """
            SELECT now() AS now, c.token_expires_at, c.token_issued_at, c.next_refresh_at, c.scope,
                   o.accounts -> c.calendly_user_uri ->> 'role' AS role,
                   o.accounts -> c.calendly_user_uri ->> 'role_at' AS role_at,
                   j.state AS sync_state, j.last_error AS sync_error, j.due_at AS sync_due_at,
                   c.last_sync_at, n.next_at AS nightly_at,
                   (SELECT count(*) FROM meetings m WHERE m.connection_id = c.id) AS meetings
            FROM calendar_connections c
            LEFT JOIN calendly_organizations o ON o.organization_uri = c.calendly_organization_uri
            LEFT JOIN LATERAL (
              SELECT state, last_error, due_at FROM sync_jobs
              WHERE connection_id = c.id ORDER BY created_at DESC LIMIT 1) j ON true
            LEFT JOIN sync_schedules n ON n.connection_id = c.id
            WHERE c.id = $1\
            """;

    /// How many of the given-up ones are counted: a person need not know more.
    private static final int COUNTED = 1_000;

    private static final String INBOX =
            """
            SELECT last.received_at, last.event, last.state, last.last_error, last.due_at,
                   (SELECT count(*) FROM (
                      SELECT FROM calendly_webhook_deliveries
                      WHERE subscription_id = $1 AND state = 'dead' LIMIT %d) AS dead) AS dead,
                   (SELECT min(received_at) FROM calendly_webhook_deliveries
                    WHERE subscription_id = $1 AND state = 'pending') AS waiting_since
            FROM (SELECT) AS one
            LEFT JOIN LATERAL (
              SELECT * FROM calendly_webhook_deliveries WHERE subscription_id = $1
              ORDER BY received_at DESC LIMIT 1) AS last ON true\
            """
                    .formatted(COUNTED);

    private static final Facts.Inbox EMPTY = new Facts.Inbox(null, 0, null);

    private final StatusQuery status;
    private final Subscriptions subscriptions;
    private final Organizations organizations;
    private final Pool pool;
    private final Clock clock;

    FactsQuery(
            StatusQuery status,
            Subscriptions subscriptions,
            Organizations organizations,
            Pool pool,
            Clock clock) {
        this.status = status;
        this.subscriptions = subscriptions;
        this.organizations = organizations;
        this.pool = pool;
        this.clock = clock;
    }

    Uni<Facts> read(Connection connection) {
        return status.view(connection)
                .chain(view ->
                        serving(connection).chain(serving -> read(connection, view, serving)));
    }

    private Uni<Facts> read(
            Connection connection, ConnectionView view, Optional<Subscription> serving) {
        return organization(connection)
                .chain(organization ->
                        inbox(serving)
                                .map(inbox ->
                                        new Found(connection, view, serving, organization, inbox)))
                .chain(found -> details(connection.id()).map(row -> facts(found, row)));
    }

    /// What is known of a connection before its details are read.
    private record Found(
            Connection connection,
            ConnectionView view,
            Optional<Subscription> serving,
            OrganizationStatus organization,
            Facts.Inbox inbox) {}

    private Facts facts(Found found, Row row) {
        return new Facts(
                clock.instant(),
                found.connection(),
                new Facts.Shown(found.view().status(), found.view().reason()),
                found.serving(),
                found.organization(),
                new Facts.Token(
                        time(row, "token_expires_at"),
                        time(row, "token_issued_at"),
                        time(row, "next_refresh_at"),
                        row.getString("scope")),
                new Facts.Account(row.getString("role"), parsed(row.getString("role_at"))),
                found.inbox(),
                new Facts.Sync(
                        row.getString("sync_state") == null ? "none" : row.getString("sync_state"),
                        time(row, "last_sync_at"),
                        row.getString("sync_error"),
                        time(row, "sync_due_at"),
                        time(row, "nightly_at"),
                        row.getLong("meetings")));
    }

    private Uni<Row> details(UUID id) {
        return pool.preparedQuery(DETAILS)
                .execute(Tuple.of(id))
                .map(rows -> rows.iterator().next());
    }

    private Uni<Facts.Inbox> inbox(Optional<Subscription> serving) {
        return serving.map(it -> pool.preparedQuery(INBOX).execute(Tuple.of(it.id())))
                .map(found -> found.map(rows -> inbox(rows.iterator().next())))
                .orElseGet(() -> Uni.createFrom().item(EMPTY));
    }

    private static Facts.Inbox inbox(Row row) {
        Instant received = time(row, "received_at");
        Facts.Last last =
                received == null
                        ? null
                        : new Facts.Last(
                                received,
                                row.getString("event"),
                                row.getString("state"),
                                row.getString("last_error"),
                                time(row, "due_at"));
        return new Facts.Inbox(last, row.getLong("dead"), time(row, "waiting_since"));
    }

    private Uni<Optional<Subscription>> serving(Connection connection) {
        return connection.account() == null
                ? Uni.createFrom().item(Optional.empty())
                : subscriptions.serving(connection);
    }

    private Uni<OrganizationStatus> organization(Connection connection) {
        return connection.account() == null
                ? Uni.createFrom().item(OrganizationStatus.UNKNOWN)
                : organizations.status(connection);
    }

    private static @Nullable Instant parsed(@Nullable String text) {
        return text == null ? null : Instant.parse(text);
    }

    private static @Nullable Instant time(Row row, String column) {
        OffsetDateTime time = row.getOffsetDateTime(column);
        return time == null ? null : time.toInstant();
    }
}
