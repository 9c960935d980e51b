package io.advicly.calendly.calendly.wire;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.advicly.calendly.calendly.event.DeliveredEvent;
import io.advicly.calendly.calendly.event.Invitee;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;

/// What is said of the future would be newer than all that is said after it.
class FutureTimesTest {

    /// An event that says so is fetched, and a mark is from the time that is left.
    @Test
    void whatIsSaidOfTheFutureIsNotBelieved() {
        String late = "2299-01-01T00:00:00Z";
        DeliveredEvent.InviteeChanged changed =
                changed(payload -> {
                    ((ObjectNode) payload.path("scheduled_event")).put("updated_at", late);
                    payload.putObject("no_show").put("created_at", late);
                });

        assertThat(changed.scheduledEvent()).isNull();
        assertThat(changed.invitee().noShow()).isTrue();
        assertThat(changed.invitee().noShowAt()).isEqualTo(changed.createdAt());
    }

    /// Else nothing that is said in the next hours would be newer.
    @Test
    void whatIsSaidOfTheNextHoursIsSaidNow() {
        Instant ahead = Instant.now().plus(Duration.ofHours(20));
        DeliveredEvent.InviteeChanged changed =
                changed(payload -> {
                    payload.put("updated_at", ahead.toString());
                    ((ObjectNode) payload.path("scheduled_event"))
                            .put("updated_at", ahead.toString());
                });

        Instant soon = Instant.now().plus(Duration.ofMinutes(1));
        assertThat(changed.invitee().updatedAt()).isBefore(soon);
        assertThat(requireNonNull(changed.scheduledEvent()).updatedAt()).isBefore(soon);
    }

    /// Each reading would give another time, and tell everybody of it.
    @Test
    void aMarkOfTheNextHoursIsOfNoKnownTime() throws IOException {
        ObjectNode invitee =
                (ObjectNode) WireJson.MAPPER.readTree(Deliveries.created()).get("payload");
        ObjectNode mark = invitee.putObject("no_show").put("uri", "mark");
        mark.put("created_at", Instant.now().plus(Duration.ofMinutes(10)).toString());

        Invitee ahead = read(invitee);
        mark.put("created_at", Instant.now().plus(Duration.ofMinutes(2)).toString());

        assertThat(ahead.noShow()).isTrue();
        assertThat(ahead.noShowAt()).isNull();
        assertThat(read(invitee).noShowAt()).isNotNull();
    }

    private static Invitee read(ObjectNode invitee) {
        return WireJson.read(invitee, InviteeWire.class, _ -> {})
                .toInvitee(invitee.get("event").asText(), _ -> {});
    }

    private static DeliveredEvent.InviteeChanged changed(Consumer<ObjectNode> change) {
        return (DeliveredEvent.InviteeChanged)
                new DeliveryParser().parse(Deliveries.created(change));
    }
}
