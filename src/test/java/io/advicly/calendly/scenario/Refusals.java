package io.advicly.calendly.scenario;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import io.advicly.calendly.testing.Dump;
import io.advicly.calendly.testing.Http;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/// What every refusal has in common: a problem document, and nothing stored.
final class Refusals {

    /// What a framework says to who has written the service.
    private static final String[] INTERNALS = {
        "Exception",
        "io.advicly",
        "jackson",
        "java.",
        "deserialize",
        "resource method",
        "@Produces",
        "@Consumes",
        "\"HTTP 4"
    };

    private static final String UNDER_WAY =
            "SELECT 'sync' FROM sync_jobs WHERE state = 'pending' UNION ALL SELECT 'gap' FROM delivery_gaps"
                    + " UNION ALL SELECT 'organization' FROM calendly_organizations"
                    + " WHERE settled_marks < marks OR due_at <= now() OR claim IS NOT NULL";

    private Refusals() {}

    /// @param type the last part of the problem's `type`
    static Http.Reply assertRefused(Http.Reply reply, int status, String type) {
        assertThat(reply.status()).as(reply.raw().body()).isEqualTo(status);
        assertThat(reply.header("Content-Type")).startsWith("application/problem+json");
        if (reply.raw().request().method().equals("HEAD")) {
            return reply; // which has no body
        }
        JsonNode problem = reply.body();
        assertThat(problem.path("type").asText()).isEqualTo("urn:calendly-connect:problem:" + type);
        assertThat(problem.path("title").asText()).isNotBlank();
        assertThat(problem.path("status").asInt()).isEqualTo(status);
        assertThat(reply.raw().body()).doesNotContain(INTERNALS);
        return reply;
    }

    /// What follows a connect has come to its end before: it stores, too.
    static void assertStoresNothing(Runnable attempt) {
        await().untilAsserted(() -> assertThat(Dump.column(UNDER_WAY)).isEmpty());
        Map<String, Long> before = rows();
        attempt.run();
        assertThat(rows()).isEqualTo(before);
    }

    /// Leases come and go by themselves, meetings come with the syncs of whoever connected before,
    /// the sweep and the schedule write down what they find out about them, the feed tells it,
    /// destinations have it sent, signatures that were refused are written down in turns, and the
    /// overview counts it.
    private static Map<String, Long> rows() {
        Map<String, Long> counts = new TreeMap<>();
        String ofEach =
                Dump.column(
                                "SELECT table_name FROM information_schema.tables WHERE table_schema = 'public'"
                                        + " AND table_type = 'BASE TABLE'"
                                        + " AND table_name NOT IN ('leases', 'replicas', 'meetings', 'meeting_invitees', 'meeting_changes',"
                                        + " 'meeting_lookups', 'sync_jobs', 'sync_schedules', 'audit_events', 'connect_attempts', 'service_minutes',"
                                        + " 'connection_looks', 'connection_tellings', 'subscription_tellings', 'destination_attempts',"
                                        + " 'destination_lines', 'refused_signatures', 'meeting_lock_rows')"
                                        + " AND table_name NOT LIKE 'event%'")
                        .stream()
                        .map("SELECT '%1$s ' || count(*) FROM %1$s"::formatted)
                        .collect(Collectors.joining(" UNION ALL "));
        Dump.column(ofEach).forEach(line -> counts.put(line, 1L));
        Dump.column(
                        "SELECT action FROM audit_events WHERE action NOT LIKE 'subscription.%'"
                                + " AND action NOT IN ('connection.needs_reconnect', 'destination.events_lost',"
                                + " 'destination.failing', 'destination.recovered', 'destination.held', 'destination.gone')")
                .forEach(action -> counts.merge("audit_events " + action, 1L, Long::sum));
        return counts;
    }
}
