package io.advicly.calendly.calendly.wire;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.advicly.calendly.calendly.Account;
import io.advicly.calendly.calendly.event.DeliveredEvent;
import io.advicly.calendly.calendly.event.ScheduledEvent;
import java.io.IOException;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// One thing has one name, however Calendly spells its URI: else an event would be two meetings,
/// and a host nobody whom we know.
class SpelledOtherwiseTest {

    private static final String HOST = "https://api.calendly.com/";

    @ParameterizedTest
    @ValueSource(
            strings = {
                "http://api.calendly.com/%s",
                "HTTPS://API.Calendly.COM/%s",
                "https://api.calendly.com/%s/",
                "https://api.calendly.com:443/%s",
                "http://API.calendly.com:80/%s//"
            })
    void anEventItsPeopleAndItsHostsHaveOneName(String spelling) throws IOException {
        JsonNode usual = WireJson.MAPPER.readTree(Deliveries.created()).get("payload");
        ObjectNode event = usual.get("scheduled_event").deepCopy();
        event.put("uri", spelled(spelling, event.get("uri")));
        ObjectNode host = (ObjectNode) event.at("/event_memberships/0");
        host.put("user", spelled(spelling, host.get("user")));
        DeliveredEvent delivered =
                new DeliveryParser()
                        .parse(Deliveries.created(payload -> spell(payload, spelling, event)));

        assertThat(delivered)
                .isInstanceOfSatisfying(
                        DeliveredEvent.InviteeChanged.class, it -> assertUsual(it, usual));
    }

    private static void spell(ObjectNode payload, String spelling, ObjectNode event) {
        payload.put("old_invitee", payload.get("uri").asText() + "-before");
        for (String field : List.of("uri", "event", "old_invitee")) {
            payload.put(field, spelled(spelling, payload.get(field)));
        }
        payload.set("scheduled_event", event);
    }

    private static void assertUsual(DeliveredEvent.InviteeChanged it, JsonNode usual) {
        ScheduledEvent carried = Objects.requireNonNull(it.scheduledEvent());
        assertThat(carried.uri()).isEqualTo(usual.at("/scheduled_event/uri").asText());
        assertThat(carried.hosts().getFirst().uri())
                .isEqualTo(usual.at("/scheduled_event/event_memberships/0/user").asText());
        assertThat(it.invitee().uri()).isEqualTo(usual.get("uri").asText());
        assertThat(it.invitee().eventUri()).isEqualTo(usual.get("event").asText());
        assertThat(it.invitee().oldInviteeUri()).isEqualTo(usual.get("uri").asText() + "-before");
    }

    @ParameterizedTest
    @ValueSource(strings = {"http://api.calendly.com/%s", "https://API.calendly.com/%s/"})
    void anAccountHasOneName(String spelling) throws IOException {
        ObjectNode account = WireJson.MAPPER.createObjectNode();
        account.put("uri", spelling.formatted("users/A"));
        account.put("current_organization", spelling.formatted("organizations/A"));

        Sifted<Account> sifted =
                Sifted.of(List.of(account), AccountWire.class, AccountWire::toAccount);

        assertThat(sifted.records())
                .singleElement()
                .satisfies(it -> {
                    assertThat(it.uri()).isEqualTo(HOST + "users/A");
                    assertThat(it.organizationUri()).isEqualTo(HOST + "organizations/A");
                });
    }

    private static String spelled(String spelling, JsonNode uri) {
        return spelling.formatted(uri.asText().substring(HOST.length()));
    }
}
