package io.advicly.calendly.meeting;

import static java.util.Comparator.comparing;
import static java.util.Comparator.naturalOrder;
import static java.util.Comparator.nullsFirst;

import io.advicly.calendly.calendly.Invitee;
import java.time.Instant;
import java.util.Comparator;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// What is known about an invitee at one moment.
///
/// @param oldInvitee the invitee this one was rescheduled from
/// @param newInvitee the invitee this one was rescheduled to
/// @param cancellation JSON text, see [Storable]; null while active
/// @param questionsAndAnswers JSON text: an array
/// @param tracking JSON text
/// @param updatedAt when Calendly says the invitee changed last
/// @param statusRaw a status that is not known; null for one that is
record InviteeFacts(
        String uri,
        @Nullable String email,
        @Nullable String name,
        @Nullable String timezone,
        boolean active,
        boolean rescheduled,
        @Nullable String oldInvitee,
        @Nullable String newInvitee,
        boolean noShow,
        @Nullable String cancellation,
        String questionsAndAnswers,
        @Nullable String tracking,
        Instant createdAt,
        Instant updatedAt,
        @Nullable String statusRaw) {

    InviteeFacts(
            String uri,
            @Nullable String email,
            @Nullable String name,
            @Nullable String timezone,
            boolean active,
            boolean rescheduled,
            @Nullable String oldInvitee,
            @Nullable String newInvitee,
            boolean noShow,
            @Nullable String cancellation,
            String questionsAndAnswers,
            @Nullable String tracking,
            Instant createdAt,
            Instant updatedAt) {
        this(
                uri,
                email,
                name,
                timezone,
                active,
                rescheduled,
                oldInvitee,
                newInvitee,
                noShow,
                cancellation,
                questionsAndAnswers,
                tracking,
                createdAt,
                updatedAt,
                null);
    }

    /// Later knowledge last. Looks only at what the latest snapshot decides alone (see [#merge]);
    /// all but the time only makes the order total.
    private static final Comparator<InviteeFacts> BY_AGE =
            comparing(InviteeFacts::updatedAt)
                    .thenComparing(InviteeFacts::noShow)
                    .thenComparing(InviteeFacts::questionsAndAnswers)
                    .thenComparing(InviteeFacts::email, nullsFirst(naturalOrder()))
                    .thenComparing(InviteeFacts::name, nullsFirst(naturalOrder()))
                    .thenComparing(InviteeFacts::timezone, nullsFirst(naturalOrder()))
                    .thenComparing(InviteeFacts::tracking, nullsFirst(naturalOrder()))
                    .thenComparing(InviteeFacts::statusRaw, nullsFirst(naturalOrder()));

    static InviteeFacts of(Invitee invitee) {
        return new InviteeFacts(
                invitee.uri(),
                Storable.text(invitee.email()),
                Storable.text(invitee.name()),
                Storable.text(invitee.timezone()),
                invitee.active(),
                invitee.rescheduled(),
                invitee.oldInviteeUri(),
                invitee.newInviteeUri(),
                invitee.noShow(),
                Storable.json(invitee.cancellation()),
                Objects.requireNonNullElse(Storable.json(invitee.questionsAndAnswers()), "[]"),
                Storable.json(invitee.tracking()),
                Storable.time(invitee.createdAt()),
                Storable.time(invitee.updatedAt()),
                Storable.text(invitee.statusRaw()));
    }

    /// What both say together. Commutative, associative, idempotent.
    ///
    /// The later snapshot decides everything that may change to and fro. What happens only once is
    /// kept from either: canceled stays canceled, rescheduled stays rescheduled, and a link or
    /// cancellation that one of them lacks is filled in from the other, however old.
    InviteeFacts merge(InviteeFacts other) {
        InviteeFacts latest = BY_AGE.compare(this, other) >= 0 ? this : other;
        return new InviteeFacts(
                uri,
                latest.email,
                latest.name,
                latest.timezone,
                active && other.active,
                rescheduled || other.rescheduled,
                either(oldInvitee, other.oldInvitee),
                either(newInvitee, other.newInvitee),
                latest.noShow,
                either(cancellation, other.cancellation),
                latest.questionsAndAnswers,
                latest.tracking,
                createdAt.isBefore(other.createdAt) ? createdAt : other.createdAt,
                latest.updatedAt,
                active && other.active ? latest.statusRaw : null);
    }

    /// Fills in links that only the other end knew.
    InviteeFacts linked(@Nullable String knownOld, @Nullable String knownNew) {
        return new InviteeFacts(
                uri,
                email,
                name,
                timezone,
                active,
                rescheduled,
                oldInvitee == null ? knownOld : oldInvitee,
                newInvitee == null ? knownNew : newInvitee,
                noShow,
                cancellation,
                questionsAndAnswers,
                tracking,
                createdAt,
                updatedAt,
                statusRaw);
    }

    /// Whichever there is; of two the greater, so that their order does not matter.
    private static @Nullable String either(@Nullable String one, @Nullable String other) {
        if (one == null || other == null) {
            return one == null ? other : one;
        }
        return one.compareTo(other) >= 0 ? one : other;
    }
}
