package io.advicly.calendly.meeting.fact;

import static java.util.Comparator.comparing;
import static java.util.Comparator.naturalOrder;
import static java.util.Comparator.nullsFirst;

import io.advicly.calendly.calendly.event.Invitee;
import io.advicly.calendly.meeting.detail.DetailAge;
import io.advicly.calendly.meeting.detail.Details;
import io.advicly.calendly.meeting.detail.Storable;
import java.time.Instant;
import java.util.Comparator;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// What is known about an invitee at one moment. Pure.
///
/// @param oldInvitee the invitee this one was rescheduled from
/// @param newInvitee the invitee this one was rescheduled to
/// @param cancellation JSON text, see [Storable]; null while active
/// @param questionsAndAnswers JSON text: an array
/// @param tracking JSON text
/// @param updatedAt when Calendly says the invitee changed last
/// @param fetched whether Calendly was asked for it
/// @param toldAt when it was said, see [Told]
/// @param noShowAt since when it is known whether it is a no-show: that changes without `updatedAt`
/// @param statusRaw a status that is not known; null for one that is. Of one that is not active:
///   [#UNLISTED], or a [Doubt], and that may be over then
/// @param noShowSince when it was marked a no-show; null where it is none, or that is not known
/// @param details what else is known of it
public record InviteeFacts(
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
        boolean fetched,
        Instant toldAt,
        Instant noShowAt,
        @Nullable String statusRaw,
        @Nullable Instant noShowSince,
        Details details) {

    /// The status of somebody who is not active, and whom Calendly has not canceled but lists no
    /// more: until a later reading shows them.
    static final String UNLISTED = "unlisted";

    /// Later knowledge last (ADR 24): of one moment what was asked for, then what was said later.
    /// Looks only at what the latest snapshot decides alone (see [#merge]); the rest only makes the
    /// order total.
    private static final Comparator<InviteeFacts> BY_AGE =
            comparing(InviteeFacts::age)
                    .thenComparing(InviteeFacts::questionsAndAnswers)
                    .thenComparing(InviteeFacts::email, nullsFirst(naturalOrder()))
                    .thenComparing(InviteeFacts::name, nullsFirst(naturalOrder()))
                    .thenComparing(InviteeFacts::timezone, nullsFirst(naturalOrder()))
                    .thenComparing(InviteeFacts::tracking, nullsFirst(naturalOrder()));

    /// Whether they come, by when that was said: a cancellation that is in doubt was told after
    /// what was known before it, however old the rest is that was told with it.
    private static final Comparator<InviteeFacts> BY_STATUS =
            comparing(InviteeFacts::statusAge)
                    .thenComparing(InviteeFacts::statusRaw, nullsFirst(naturalOrder()))
                    .thenComparing(facts -> !facts.active);

    private static final Comparator<InviteeFacts> BY_NO_SHOW =
            comparing(InviteeFacts::noShowAt)
                    .thenComparing(InviteeFacts::noShow)
                    .thenComparing(InviteeFacts::noShowSince, nullsFirst(naturalOrder()));

    public static InviteeFacts of(Invitee invitee) {
        return of(invitee, Told.SOMETIME);
    }

    public static InviteeFacts of(Invitee invitee, Told told) {
        Instant updatedAt = Storable.time(invitee.updatedAt());
        Instant toldAt = told.atOr(updatedAt);
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
                invitee.active() ? null : Storable.json(invitee.cancellation()),
                Objects.requireNonNullElse(Storable.json(invitee.questionsAndAnswers()), "[]"),
                Storable.json(invitee.tracking()),
                Storable.time(invitee.createdAt()),
                updatedAt,
                told.fetched(),
                toldAt,
                marked(invitee, told, toldAt),
                raw(invitee, toldAt),
                since(invitee),
                Details.of(invitee.details(), new DetailAge(updatedAt, told.fetched(), toldAt)));
    }

    private static @Nullable String raw(Invitee invitee, Instant toldAt) {
        String raw = Storable.text(invitee.statusRaw());
        return raw == null || invitee.active() ? raw : Doubt.told(toldAt, raw);
    }

    private static @Nullable Instant since(Invitee invitee) {
        Instant at = invitee.noShowAt();
        return invitee.noShow() && at != null ? Storable.time(at) : null;
    }

    /// The mark's own time; of what was asked for, the time of asking.
    private static Instant marked(Invitee invitee, Told told, Instant toldAt) {
        Instant own = invitee.noShowAt();
        if (own == null) {
            return toldAt;
        }
        Instant at = Storable.time(own);
        return told.fetched() && toldAt.isAfter(at) ? toldAt : at;
    }

    /// What both say together. Commutative, associative, idempotent.
    ///
    /// The later snapshot decides everything that may change to and fro, whether Calendly lists the
    /// invitee included; whether it is a no-show is decided by when that was so, and a cancellation
    /// that is in doubt holds until something is known of later than it was told. What happens only
    /// once is kept from either: canceled stays canceled, rescheduled stays rescheduled, and a link
    /// or cancellation that one of them lacks is filled in from the other, however old.
    public InviteeFacts merge(InviteeFacts other) {
        InviteeFacts latest = BY_AGE.compare(this, other) >= 0 ? this : other;
        InviteeFacts status = BY_STATUS.compare(this, other) >= 0 ? this : other;
        InviteeFacts mark = BY_NO_SHOW.compare(this, other) >= 0 ? this : other;
        boolean canceled = isCanceled() || other.isCanceled();
        return new InviteeFacts(
                uri,
                latest.email,
                latest.name,
                latest.timezone,
                !canceled && status.active,
                rescheduled || other.rescheduled,
                either(oldInvitee, other.oldInvitee),
                either(newInvitee, other.newInvitee),
                mark.noShow,
                either(cancellation, other.cancellation),
                latest.questionsAndAnswers,
                latest.tracking,
                createdAt.isBefore(other.createdAt) ? createdAt : other.createdAt,
                latest.updatedAt,
                latest.fetched,
                latest.toldAt,
                mark.noShowAt,
                canceled ? null : status.statusRaw,
                mark.noShowSince,
                details.merge(other.details));
    }

    private boolean isCanceled() {
        return !active && statusRaw == null;
    }

    /// What is known of the invitee where a whole list of all who are invited to the event does not
    /// show it: it is not active, unless that is known of later.
    ///
    /// @param asked the time before the list was asked for
    public InviteeFacts unlisted(Instant asked) {
        Instant known = age().knownAt();
        return DetailAge.later(known, asked).equals(known)
                ? this
                : merge(unlistedAt(Storable.time(asked)));
    }

    private InviteeFacts unlistedAt(Instant asked) {
        return new InviteeFacts(
                uri,
                email,
                name,
                timezone,
                false,
                rescheduled,
                oldInvitee,
                newInvitee,
                noShow,
                cancellation,
                questionsAndAnswers,
                tracking,
                createdAt,
                updatedAt,
                true,
                asked,
                noShowAt,
                UNLISTED,
                noShowSince,
                details);
    }

    DetailAge age() {
        return new DetailAge(updatedAt, fetched, toldAt);
    }

    /// That of whether they come. Never less than that of the rest: so it stays the same where the
    /// rest is taken from something else that does not outdo it, and merging stays associative.
    private DetailAge statusAge() {
        DetailAge age = age();
        Instant told = active || statusRaw == null ? null : Doubt.toldAt(statusRaw);
        DetailAge doubt = told == null ? age : new DetailAge(told, false, told);
        return doubt.compareTo(age) > 0 ? doubt : age;
    }

    /// Fills in links that only the other end knew.
    public InviteeFacts linked(@Nullable String knownOld, @Nullable String knownNew) {
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
                fetched,
                toldAt,
                noShowAt,
                statusRaw,
                noShowSince,
                details);
    }

    /// What it says, whoever said it, and when, and of whichever time. Why somebody does not come
    /// who may come again is not said.
    public InviteeFacts content() {
        return new InviteeFacts(
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
                Instant.EPOCH,
                true,
                Instant.EPOCH,
                Instant.EPOCH,
                active || statusRaw == null ? statusRaw : UNLISTED,
                noShowSince,
                details.content());
    }

    /// Whichever there is; of two the greater, so that their order does not matter.
    private static @Nullable String either(@Nullable String one, @Nullable String other) {
        if (one == null || other == null) {
            return one == null ? other : one;
        }
        return one.compareTo(other) >= 0 ? one : other;
    }
}
