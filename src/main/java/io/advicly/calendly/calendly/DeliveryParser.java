package io.advicly.calendly.calendly;

import static io.advicly.calendly.calendly.UnreadableException.required;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.NullNode;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// Reads the body of a delivery (calendly-api 1.9). Never throws: what cannot be read is
/// [DeliveredEvent.Unreadable], what we do not project is [DeliveredEvent.Other].
@ApplicationScoped
public class DeliveryParser {

    public DeliveredEvent parse(byte[] body) {
        JsonNode envelope;
        try {
            envelope = WireJson.MAPPER.readTree(body);
        } catch (IOException | RuntimeException notJson) {
            return new DeliveredEvent.Unreadable(null, "not JSON");
        }
        String name = WireJson.text(envelope, "event");
        if (name == null) {
            return new DeliveredEvent.Unreadable(null, "event is missing");
        }
        return switch (name) {
            case "invitee.created",
                    "invitee.canceled",
                    "invitee_no_show.created",
                    "invitee_no_show.deleted" ->
                    changed(name, envelope.path("payload"));
            default -> new DeliveredEvent.Other(name);
        };
    }

    private static DeliveredEvent changed(String name, JsonNode payload) {
        List<String> odd = new ArrayList<>();
        try {
            InviteeWire invitee = WireJson.read(payload, InviteeWire.class, odd::add);
            return new DeliveredEvent.InviteeChanged(
                    name, invitee(name, invitee), scheduledEvent(invitee.scheduledEvent()));
        } catch (UnreadableException unreadable) {
            return new DeliveredEvent.Unreadable(
                    name, "payload: " + unreadable.given(odd).getMessage());
        } catch (RuntimeException broken) {
            return new DeliveredEvent.Unreadable(name, broken.getClass().getSimpleName());
        }
    }

    private static Invitee invitee(String name, InviteeWire wire) {
        String eventUri =
                wire.event() == null ? WireJson.text(wire.scheduledEvent(), "uri") : wire.event();
        return wire.toInvitee(required(eventUri, "event"), isNoShow(name, wire));
    }

    /// The event's name decides where it can: the payload of `invitee_no_show.…` is not confirmed
    /// (calendly-api, part 3, question 10).
    private static boolean isNoShow(String name, InviteeWire wire) {
        return switch (name) {
            case "invitee_no_show.created" -> true;
            case "invitee_no_show.deleted" -> false;
            default -> WireJson.present(wire.noShow()) != null;
        };
    }

    /// An event that lacks what we need is as good as a missing one: it will be fetched.
    private static @Nullable ScheduledEvent scheduledEvent(@Nullable JsonNode json) {
        List<ScheduledEvent> events =
                Sifted.exactly(
                                List.of(Objects.requireNonNullElse(json, NullNode.getInstance())),
                                ScheduledEventWire.class,
                                ScheduledEventWire::toScheduledEvent)
                        .records();
        return events.isEmpty() ? null : events.getFirst();
    }
}
