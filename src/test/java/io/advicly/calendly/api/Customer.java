package io.advicly.calendly.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import io.advicly.calendly.testing.Calendar;
import io.advicly.calendly.testing.CleanSlate;
import io.advicly.calendly.testing.Http;
import io.advicly.calendly.testing.Person;
import io.advicly.calendly.testing.Surroundings;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/// A product with a user who is connected and was booked, and with a backend.
public final class Customer {

    public static final String INVITEE = "Grace Hopper";

    private final String tenant = "tenant-" + UUID.randomUUID();
    public final Person user =
            Person.claiming("user-" + UUID.randomUUID(), Map.of("tenant_id", tenant));
    public final Person backend = Person.backend(tenant);

    private Customer() {}

    public static Customer whoIsBooked() {
        CleanSlate.startOver();
        Customer customer = new Customer();
        customer.user.connect("ada");
        var _ = Calendar.bookWith("ada", INVITEE);
        await().untilAsserted(
                        () -> assertThat(customer.user.meetings().toString()).contains(INVITEE));
        await().untilAsserted(() ->
                assertThat(customer.events().findValuesAsText("type"))
                        .contains("connection.connected", "sync.completed", "meeting.booked"));
        return customer;
    }

    JsonNode events() {
        return backend.get("/api/backend/events?limit=200").expect(200).body().get("events");
    }

    static String token(Person person) {
        return person.headers().getOrDefault("Authorization", "").replace("Bearer ", "");
    }

    /// Runs a client, which says what it was told, and looks whether that is true.
    void tells(java.nio.file.Path folder, List<String> command) {
        List<String> all = new java.util.ArrayList<>(command);
        all.addAll(
                List.of(
                        Surroundings.service("").toString(),
                        token(user),
                        token(backend),
                        "http://localhost:9/events"));
        JsonNode told = last(Tools.run(folder, all).expectGood().text());

        assertThat(told.get("status").asText()).isEqualTo("active");
        assertThat(told.get("account").asText()).isEqualTo("ada@acme.test");
        assertThat(told.get("invitees")).isNotEmpty();
        assertThat(told.get("hosts").toString()).contains("ada@acme.test");
        assertThat(told.get("events").get(0).asText()).isEqualTo("meeting.booked");
        assertThat(told.get("at_end").isBoolean()).isTrue();
        assertThat(told.get("destination").asText()).isEqualTo("active");
        assertThat(told.get("secret").asText()).isEqualTo("whsec_");
        assertThat(told.get("refused").asText())
                .isEqualTo("urn:calendly-connect:problem:request-invalid");
        assertThat(
                        backend.get("/api/backend/destinations")
                                .expect(200)
                                .body()
                                .at("/destinations/0/types/0")
                                .asText())
                .isEqualTo("meeting.booked");
    }

    private static JsonNode last(String output) {
        try {
            return Http.JSON.readTree(output.strip().lines().reduce((a, b) -> b).orElseThrow());
        } catch (IOException none) {
            throw new UncheckedIOException(output, none);
        }
    }
}
