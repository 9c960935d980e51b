package io.advicly.calendly.calendly.wire;

import static io.advicly.calendly.calendly.wire.UnreadableException.required;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.NullNode;
import io.advicly.calendly.calendly.CalendlyUri;
import io.advicly.calendly.calendly.event.DeliveredEvent;
import io.advicly.calendly.calendly.event.Invitee;
import io.advicly.calendly.calendly.event.ScheduledEvent;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// Reads the body of a delivery (docs/calendly-api.md 1.9). Never throws: what cannot be read is
/// [DeliveredEvent.Unreadable], what we do not project is [DeliveredEvent.Other].
@ApplicationScoped
public class DeliveryParser {

    public DeliveredEvent parse(byte[] body) {
        JsonNode envelope;
        try {
            envelope = WireJson.tree(body);
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
                    changed(name, WireJson.past(envelope, "created_at"), envelope.path("payload"));
            default -> new DeliveredEvent.Other(name);
        };
    }

    private static DeliveredEvent changed(
            String name, @Nullable Instant createdAt, JsonNode payload) {
        List<String> odd = new ArrayList<>();
        try {
            InviteeWire invitee = WireJson.read(payload, InviteeWire.class, odd::add).ofItsEvent();
            return new DeliveredEvent.InviteeChanged(
                    name,
                    createdAt,
                    invitee(name, createdAt, invitee, odd::add),
                    scheduledEvent(invitee.scheduledEvent(), invitee.event()));
        } catch (UnreadableException unreadable) {
            return new DeliveredEvent.Unreadable(
                    name, "payload: " + unreadable.given(odd).getMessage());
        } catch (RuntimeException broken) {
            return new DeliveredEvent.Unreadable(name, broken.getClass().getSimpleName());
        }
    }

    private static Invitee invitee(
            String name, @Nullable Instant createdAt, InviteeWire wire, OddFields odd) {
        String eventUri =
                wire.event() == null ? WireJson.text(wire.scheduledEvent(), "uri") : wire.event();
        return wire.toInvitee(
                required(eventUri, "event"),
                name.equals("invitee.canceled"),
                isNoShow(name, wire),
                noShowAt(name, createdAt, wire),
                odd);
    }

    /// A mark tells when it was made, and the envelope when there was none. One that is taken back
    /// was there before, also where both are said to be of one moment.
    private static @Nullable Instant noShowAt(
            String name, @Nullable Instant createdAt, InviteeWire wire) {
        Instant marked = wire.markedAt();
        if (!name.equals("invitee_no_show.deleted")) {
            return marked == null ? createdAt : marked;
        }
        return Stream.of(createdAt, marked, wire.updatedAt())
                .filter(Objects::nonNull)
                .max(Comparator.naturalOrder())
                .map(last -> last.plus(1, ChronoUnit.MICROS))
                .orElse(null);
    }

    /// The event's name decides where it can: the payload of `invitee_no_show.…` is not confirmed
    /// (calendly-api, part 3, question 10).
    private static boolean isNoShow(String name, InviteeWire wire) {
        return switch (name) {
            case "invitee_no_show.created" -> true;
            case "invitee_no_show.deleted" -> false;
            default -> wire.isMarked();
        };
    }

    /// An event that lacks what we need is as good as a missing one: it will be fetched. So is one
    /// that does not name all its hosts, which would be seen by nobody, or be called off for those
    /// who are left out, and one that is not the invitee's.
    private static @Nullable ScheduledEvent scheduledEvent(
            @Nullable JsonNode json, @Nullable String of) {
        return Sifted.exactly(
                        List.of(Objects.requireNonNullElse(json, NullNode.getInstance())),
                        ScheduledEventWire.class,
                        ScheduledEventWire::toScheduledEvent)
                .records()
                .stream()
                .filter(event -> event.allHosts() && !event.hosts().isEmpty())
                .filter(event -> of == null || CalendlyUri.isSame(of, event.uri()))
                .findFirst()
                .orElse(null);
    }
}
