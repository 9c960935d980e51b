package io.advicly.calendly.meeting.redaction;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.advicly.calendly.meeting.detail.AddressMentions;
import io.advicly.calendly.meeting.detail.Details;
import io.advicly.calendly.meeting.detail.Storable;
import io.advicly.calendly.meeting.fact.InviteeFacts;
import io.advicly.calendly.meeting.fact.MeetingFacts;
import io.advicly.calendly.security.identity.EmailAddress;
import java.util.HashSet;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// What is left of facts once an address is erased. Pure; doing it again changes nothing.
public final class Anonymizer {

    private Anonymizer() {}

    /// The invitee without anything that tells who it was. That somebody was invited stays.
    static InviteeFacts invitee(InviteeFacts facts) {
        return new InviteeFacts(
                facts.uri(),
                null,
                null,
                null,
                facts.active(),
                facts.rescheduled(),
                facts.oldInvitee(),
                facts.newInvitee(),
                facts.noShow(),
                cancellation(facts.cancellation()),
                "[]",
                null,
                facts.createdAt(),
                facts.updatedAt(),
                facts.fetched(),
                facts.toldAt(),
                facts.noShowAt(),
                facts.statusRaw(),
                facts.noShowSince(),
                Details.NONE);
    }

    /// Somebody else, who has mentioned these addresses.
    static InviteeFacts mentioning(InviteeFacts facts, Set<EmailAddress> erased) {
        return new InviteeFacts(
                facts.uri(),
                facts.email(),
                text(facts.name(), erased),
                facts.timezone(),
                facts.active(),
                facts.rescheduled(),
                facts.oldInvitee(),
                facts.newInvitee(),
                facts.noShow(),
                json(facts.cancellation(), erased),
                Objects.requireNonNull(json(facts.questionsAndAnswers(), erased)),
                json(facts.tracking(), erased),
                facts.createdAt(),
                facts.updatedAt(),
                facts.fetched(),
                facts.toldAt(),
                facts.noShowAt(),
                facts.statusRaw(),
                facts.noShowSince(),
                facts.details().without(erased));
    }

    /// @param names of erased invitees, see [Names#words]
    /// @param place whether the location may be the erased invitee's own, and the notes about them
    static MeetingFacts meeting(
            MeetingFacts facts, Set<EmailAddress> erased, Set<String> names, boolean place) {
        String name = text(facts.name(), erased);
        Details details = facts.details().without(erased);
        return facts.with(
                        name == null ? null : Names.without(name, names),
                        json(place ? withoutPlace(facts.location()) : facts.location(), erased))
                .with(place ? details.withoutNotes() : details);
    }

    public static Set<EmailAddress> mentions(InviteeFacts facts) {
        Set<EmailAddress> found = new HashSet<>(AddressMentions.in(facts.email()));
        found.addAll(AddressMentions.in(facts.name()));
        found.addAll(AddressMentions.in(Storable.parse(facts.cancellation())));
        found.addAll(AddressMentions.in(Storable.parse(facts.questionsAndAnswers())));
        found.addAll(AddressMentions.in(Storable.parse(facts.tracking())));
        found.addAll(facts.details().mentions());
        return found;
    }

    public static Set<EmailAddress> mentions(MeetingFacts facts) {
        Set<EmailAddress> found = new HashSet<>(AddressMentions.in(facts.name()));
        found.addAll(AddressMentions.in(Storable.parse(facts.location())));
        found.addAll(facts.details().mentions());
        return found;
    }

    private static @Nullable String cancellation(@Nullable String json) {
        return Storable.parse(json) instanceof ObjectNode cancellation
                ? Storable.json(cancellation.retain(InviteePersonalData.LEFT_OF_A_CANCELLATION))
                : null;
    }

    private static @Nullable String withoutPlace(@Nullable String json) {
        return Storable.parse(json) instanceof ObjectNode location
                        && InviteePersonalData.isLocation(location.path("type").asText())
                ? Storable.json(location.putNull("location"))
                : json;
    }

    private static @Nullable String text(@Nullable String text, Set<EmailAddress> erased) {
        return text == null ? null : AddressMentions.without(text, erased);
    }

    private static @Nullable String json(@Nullable String json, Set<EmailAddress> erased) {
        JsonNode parsed = Storable.parse(json);
        return parsed == null
                ? null
                : Storable.json(AddressMentions.without(parsed, erased, Set.of()));
    }
}
