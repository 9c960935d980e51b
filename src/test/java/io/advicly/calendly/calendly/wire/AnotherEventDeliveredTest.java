package io.advicly.calendly.calendly.wire;

import static org.assertj.core.api.Assertions.assertThat;

import io.advicly.calendly.calendly.event.DeliveredEvent;
import org.junit.jupiter.api.Test;

class AnotherEventDeliveredTest {

    private static final String EVENT = "https://api.calendly.com/scheduled_events/SIMEVT0001";

    private final DeliveryParser parser = new DeliveryParser();

    /// It is fetched, as one is that is missing: nobody's guest becomes another event's.
    @Test
    void anotherEventThanTheInviteesIsAsGoodAsNone() {
        DeliveredEvent.InviteeChanged changed = delivered(EVENT + "-OTHER");

        assertThat(changed.invitee().eventUri()).isEqualTo(EVENT);
        assertThat(changed.scheduledEvent()).isNull();
    }

    @Test
    void theSameByAnotherHostsNameIsTheSame() {
        assertThat(delivered(EVENT.replace("api.", "www.")).scheduledEvent()).isNotNull();
    }

    /// Two of three say where the invitee belongs. It would be invited to both events.
    @Test
    void whereTheInviteesUriIsOfTheEventThatIsCarriedItIsThatOne() {
        byte[] body = Deliveries.created(payload -> payload.put("event", EVENT + "-OTHER"));

        var changed = (DeliveredEvent.InviteeChanged) parser.parse(body);

        assertThat(changed.invitee().eventUri()).isEqualTo(EVENT);
        assertThat(changed.scheduledEvent()).isNotNull();
    }

    @Test
    void whereItsUriTellsNothingItIsTheOneThatItNames() {
        byte[] body =
                Deliveries.created(payload ->
                        payload.put("event", EVENT + "-OTHER")
                                .put("uri", "https://api.calendly.com/invitees/SIMINV0001"));

        var changed = (DeliveredEvent.InviteeChanged) parser.parse(body);

        assertThat(changed.invitee().eventUri()).isEqualTo(EVENT + "-OTHER");
        assertThat(changed.scheduledEvent()).isNull();
    }

    private DeliveredEvent.InviteeChanged delivered(String event) {
        byte[] body =
                Deliveries.created(
                        payload -> payload.withObject("/scheduled_event").put("uri", event));
        return (DeliveredEvent.InviteeChanged) parser.parse(body);
    }
}
