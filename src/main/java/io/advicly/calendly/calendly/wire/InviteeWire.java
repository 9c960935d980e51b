package io.advicly.calendly.calendly.wire;

import static io.advicly.calendly.calendly.wire.UnreadableException.named;
import static io.advicly.calendly.calendly.wire.UnreadableException.past;
import static io.advicly.calendly.calendly.wire.UnreadableException.required;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.databind.annotation.JsonNaming;
import io.advicly.calendly.calendly.CalendlyUri;
import io.advicly.calendly.calendly.event.Invitee;
import io.quarkus.runtime.annotations.RegisterForReflection;
import java.time.Instant;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// An invitee, of the API or as the payload of a delivery (docs/calendly-api.md 1.9, 1.11).
///
/// @param canceled only in old payloads
/// @param scheduledEvent only in deliveries, and not in all of them
@RegisterForReflection
@JsonIgnoreProperties(ignoreUnknown = true)
@JsonNaming(PropertyNamingStrategies.SnakeCaseStrategy.class)
public record InviteeWire(
        @Nullable String uri,
        @Nullable String event,
        @Nullable String email,
        @Nullable String name,
        @Nullable String timezone,
        @Nullable String status,
        @Nullable Boolean canceled,
        @Nullable Boolean rescheduled,
        @Nullable String oldInvitee,
        @Nullable String newInvitee,
        @Nullable JsonNode noShow,
        @Nullable JsonNode cancellation,
        @Nullable JsonNode questionsAndAnswers,
        @Nullable JsonNode tracking,
        @Nullable JsonNode firstName,
        @Nullable JsonNode lastName,
        @Nullable JsonNode textReminderNumber,
        @Nullable JsonNode cancelUrl,
        @Nullable JsonNode rescheduleUrl,
        @Nullable JsonNode payment,
        @Nullable JsonNode routingFormSubmission,
        @Nullable JsonNode reconfirmation,
        @Nullable JsonNode schedulingMethod,
        @Nullable JsonNode inviteeScheduledBy,
        @Nullable Instant createdAt,
        @Nullable Instant updatedAt,
        @Nullable JsonNode scheduledEvent) {

    private static final Set<String> KNOWN = Set.of("active", "canceled");

    /// Between an event's URI and the invitee's own (docs/calendly-api.md 1.9).
    private static final String INVITEES = "/invitees/";

    /// An invitee read from the API, of an event whose URI the caller knows.
    public Invitee toInvitee(String eventUri, OddFields odd) {
        UnreadableException.unlessSame(event, eventUri, "event");
        return toInvitee(event == null ? eventUri : event, false, isMarked(), markedAt(), odd);
    }

    /// A delivery's, whose event is named three times. Where `event` is another one than the event
    /// that is carried, and than the one that the invitee's own URI is of, `event` is the odd one.
    /// Where the URI does not tell, `event` holds, and the event is fetched.
    InviteeWire ofItsEvent() {
        String carried = WireJson.text(scheduledEvent, "uri");
        if (carried == null || event == null || uri == null || CalendlyUri.isSame(event, carried)) {
            return this;
        }
        int end = uri.indexOf(INVITEES);
        return end > 0 && CalendlyUri.isSame(uri.substring(0, end), carried)
                ? invitedTo(carried)
                : this;
    }

    private InviteeWire invitedTo(String eventUri) {
        return new InviteeWire(
                uri,
                eventUri,
                email,
                name,
                timezone,
                status,
                canceled,
                rescheduled,
                oldInvitee,
                newInvitee,
                noShow,
                cancellation,
                questionsAndAnswers,
                tracking,
                firstName,
                lastName,
                textReminderNumber,
                cancelUrl,
                rescheduleUrl,
                payment,
                routingFormSubmission,
                reconfirmation,
                schedulingMethod,
                inviteeScheduledBy,
                createdAt,
                updatedAt,
                scheduledEvent);
    }

    /// A mark is an object: anything else, a plain `false` too, is none.
    boolean isMarked() {
        return noShow != null && noShow.isObject();
    }

    /// When the mark of a no-show was made; null without one, or where it does not say.
    @Nullable Instant markedAt() {
        return isMarked() ? WireJson.known(noShow, "created_at") : null;
    }

    /// @param isCanceled whether it is told as a cancellation: what is told then says what has
    ///   happened, and a status may be of a moment before
    Invitee toInvitee(
            String eventUri,
            boolean isCanceled,
            boolean isNoShow,
            @Nullable Instant noShowAt,
            OddFields odd) {
        boolean active = !isCanceled && active();
        return new Invitee(
                named(uri, "uri"),
                named(eventUri, "event"),
                odd.address(email),
                name,
                timezone,
                active,
                Boolean.TRUE.equals(rescheduled),
                end(oldInvitee, "old_invitee", odd),
                end(newInvitee, "new_invitee", odd),
                isNoShow,
                noShowAt,
                ExactJson.object("cancellation", cancellation, odd),
                ExactJson.answers("questions_and_answers", questionsAndAnswers, odd),
                ExactJson.object("tracking", tracking, odd),
                past(createdAt, "created_at"),
                past(updatedAt, "updated_at"),
                active ? WireJson.unknown(status, KNOWN) : contradiction(),
                details(odd));
    }

    private Map<String, JsonNode> details(OddFields odd) {
        return new DetailFields(odd)
                .text("first_name", firstName, DetailFields.SHORT)
                .text("last_name", lastName, DetailFields.SHORT)
                .text("text_reminder_number", textReminderNumber, DetailFields.SHORT)
                .text("cancel_url", cancelUrl, DetailFields.SHORT)
                .text("reschedule_url", rescheduleUrl, DetailFields.SHORT)
                .object("payment", payment)
                .textOrObject("routing_form_submission", routingFormSubmission)
                .object("reconfirmation", reconfirmation)
                .text("scheduling_method", schedulingMethod, DetailFields.SHORT)
                .textOrObject("invitee_scheduled_by", inviteeScheduledBy)
                .all();
    }

    /// The other end of a reschedule: one that is no URI is as good as none, and so is the invitee
    /// itself, which whoever follows it would come to for ever.
    private @Nullable String end(@Nullable String other, String field, OddFields odd) {
        if (other == null) {
            return null;
        }
        String spelled = CalendlyUri.spelled(other);
        if (UnreadableException.isNamed(other) && !spelled.equals(named(uri, "uri"))) {
            return spelled;
        }
        odd.found(field);
        return null;
    }

    /// What the status of one that is canceled says instead, where nothing else in it says that it
    /// is: a later reading may show that it is not.
    private @Nullable String contradiction() {
        boolean isSaid =
                Boolean.TRUE.equals(canceled)
                        || "canceled".equals(status)
                        || (cancellation != null && cancellation.isObject());
        return isSaid ? null : status;
    }

    /// Canceled as soon as either the status or the old boolean says so: a canceled invitee must
    /// never look active. A status that we do not know is not taken for a cancellation.
    private boolean active() {
        if (Boolean.TRUE.equals(canceled)) {
            return false;
        }
        return (canceled != null && status == null)
                || !required(status, "status").equals("canceled");
    }
}
