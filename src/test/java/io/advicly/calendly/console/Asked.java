package io.advicly.calendly.console;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import io.advicly.calendly.testing.Calendar;
import io.advicly.calendly.testing.Person;
import java.net.URLEncoder;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Whom the console's pages are asked about.
///
/// @param connection as operators see it
record Asked(Person person, JsonNode connection) {

    private static final Person ADMIN = Person.admin();

    /// Somebody who has just connected this account of the sandbox.
    static Asked connected(String account) {
        return connected(Person.newcomer(), account);
    }

    static Asked connected(Person person, String account) {
        var _ = person.connect(account);
        await().untilAsserted(() ->
                assertThat(person.connection().get("status").asText()).isEqualTo("active"));
        String query = "/api/admin/connections?user=" + URLEncoder.encode(person.user(), UTF_8);
        return new Asked(person, ADMIN.get(query).expect(200).body().at("/connections/0"));
    }

    String id() {
        return connection.get("id").asText();
    }

    String user() {
        return person.user();
    }

    String organization() {
        return connection.at("/account/organization_uri").asText();
    }

    /// Withdraws the consent at Calendly, and waits until that is noticed.
    Asked revoked(String account) {
        var _ =
                Calendar.control(
                        "POST", "/_control/grants/revoke", Map.of("account", account), 200);
        ADMIN.post("/api/admin/connections/" + id() + "/refresh", Map.of()).expect(202);
        await().untilAsserted(() ->
                assertThat(person.connection().get("status").asText())
                        .isEqualTo("needs_reconnect"));
        return this;
    }

    /// Books, and waits for the meeting; its id.
    String booked(Calendar.Booking booking) {
        await().untilAsserted(() -> assertThat(meeting(booking)).isNotNull());
        return String.valueOf(meeting(booking));
    }

    private @Nullable String meeting(Calendar.Booking booking) {
        return person.meetings().stream()
                .filter(it -> it.get("calendly_event_uri").asText().equals(booking.event()))
                .map(it -> it.get("id").asText())
                .findFirst()
                .orElse(null);
    }
}
