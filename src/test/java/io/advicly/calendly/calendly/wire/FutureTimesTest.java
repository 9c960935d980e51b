package io.advicly.calendly.calendly.wire;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.advicly.calendly.calendly.event.DeliveredEvent;
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

    private static DeliveredEvent.InviteeChanged changed(Consumer<ObjectNode> change) {
        return (DeliveredEvent.InviteeChanged)
                new DeliveryParser().parse(Deliveries.created(change));
    }
}
