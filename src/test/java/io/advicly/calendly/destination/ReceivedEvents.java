package io.advicly.calendly.destination;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.advicly.calendly.testing.Sql;
import io.quarkus.test.common.http.TestHTTPResource;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;

/// What tests of destinations begin with: a backend of a tenant of its own, and its receivers.
abstract class ReceivedEvents {

    final Happenings happenings;
    final Sql sql;
    final EventReceiver receiver = new EventReceiver();
    final List<EventReceiver> more = new ArrayList<>();

    @TestHTTPResource("/")
    @SuppressWarnings("NullAway.Init") // injected by Quarkus
    URI service;

    @SuppressWarnings("NullAway.Init") // before each
    MachineCaller backend;

    ReceivedEvents(Happenings happenings, Sql sql) {
        this.happenings = happenings;
        this.sql = sql;
    }

    @BeforeEach
    void start() {
        backend = MachineCaller.ofNewTenant(service);
    }

    @AfterEach
    void stop() {
        receiver.close();
        more.forEach(EventReceiver::close);
        sql.execute("DELETE FROM destinations WHERE tenant_id IN (?, '*')", backend.tenant());
    }

    EventReceiver another() {
        EventReceiver one = new EventReceiver();
        more.add(one);
        return one;
    }

    void update(String about, int... numbers) {
        happenings.happen(
                IntStream.of(numbers)
                        .mapToObj(number -> happenings.updated(backend.tenant(), about, number)));
    }

    /// So much time has passed for this destination, as far as what is stored can tell.
    void pass(String id, String time) {
        UUID key = UUID.fromString(id);
        sql.execute(
                "UPDATE destination_lines SET due_at = due_at - CAST(? AS interval),"
                        + " first_failed_at = first_failed_at - CAST(? AS interval) WHERE destination_id = ?",
                time,
                time,
                key);
        sql.execute(
                "UPDATE destinations SET due_at = due_at - CAST(? AS interval),"
                        + " failing_since = failing_since - CAST(? AS interval) WHERE id = ?",
                time,
                time,
                key);
    }

    /// Nobody is at it, and its next attempt is later.
    void awaitRest(String id) {
        await().untilAsserted(() ->
                assertThat(
                                sql.column(
                                        "SELECT id FROM destinations WHERE id = ? AND claimed_until IS NULL"
                                                + " AND (due_at IS NULL OR due_at > now())",
                                        UUID.fromString(id)))
                        .hasSize(1));
    }

    /// Until as many hours have passed, and nothing is due any more.
    void beAwayFor(String id, int hours) {
        for (int hour = 0; hour < hours; hour++) {
            awaitRest(id);
            pass(id, "1 hour");
        }
        awaitRest(id);
    }
}
