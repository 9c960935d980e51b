package io.advicly.calendly.meeting.fact;

import static java.util.Comparator.comparing;
import static java.util.Comparator.naturalOrder;
import static java.util.Comparator.nullsFirst;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.advicly.calendly.calendly.event.ScheduledEvent;
import io.advicly.calendly.meeting.detail.DetailAge;
import io.advicly.calendly.meeting.detail.Details;
import io.advicly.calendly.meeting.detail.Storable;
import java.time.Instant;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// What is known about a scheduled event at one moment. Pure.
///
/// @param location JSON text, see [Storable]
/// @param hosts JSON text: an array of `uri`, `name`, `email`
/// @param updatedAt when Calendly says the event changed last
/// @param fetched whether Calendly was asked for it
/// @param toldAt when it was said, see [Told]
/// @param statusAt when it was said whether it takes place
/// @param statusRaw a status that is not known; null for one that is
/// @param details what else is known of it
public record MeetingFacts(
        @Nullable String name,
        boolean active,
        Instant startTime,
        Instant endTime,
        @Nullable String location,
        String hosts,
        Instant updatedAt,
        boolean fetched,
        Instant toldAt,
        Instant statusAt,
        @Nullable String statusRaw,
        Details details) {

    /// Later knowledge last (ADR 24): of one moment what was asked for, then what was said later,
    /// then what has the link to join. The rest only makes the order total, so that the result does
    /// not depend on which came first.
    private static final Comparator<MeetingFacts> TOTAL =
            comparing(MeetingFacts::age)
                    .thenComparing(MeetingFacts::hasJoinUrl)
                    .thenComparing(MeetingFacts::location, nullsFirst(naturalOrder()))
                    .thenComparing(MeetingFacts::hosts)
                    .thenComparing(MeetingFacts::name, nullsFirst(naturalOrder()))
                    .thenComparing(MeetingFacts::startTime)
                    .thenComparing(MeetingFacts::endTime)
                    .thenComparing(MeetingFacts::statusRaw, nullsFirst(naturalOrder()));

    /// Whether it takes place, by when that was said: a cancellation is delivered after what was
    /// read before it. Said at one time, it is canceled if one says so.
    private static final Comparator<MeetingFacts> BY_STATUS =
            comparing(MeetingFacts::statusKnownAt)
                    .thenComparing(MeetingFacts::statusAt)
                    .thenComparing(facts -> !facts.active)
                    .thenComparing(MeetingFacts::statusRaw, nullsFirst(naturalOrder()));

    public static MeetingFacts of(ScheduledEvent event) {
        return of(event, Told.SOMETIME);
    }

    public static MeetingFacts of(ScheduledEvent event, Told told) {
        Instant updatedAt = Storable.time(event.updatedAt());
        return new MeetingFacts(
                Storable.text(event.name()),
                event.active(),
                Storable.time(event.startTime()),
                Storable.time(event.endTime()),
                Storable.json(event.location()),
                hosts(event.hosts()),
                updatedAt,
                told.fetched(),
                told.atOr(updatedAt),
                told.atOr(updatedAt),
                Storable.text(event.statusRaw()),
                Details.of(
                        event.details(),
                        new DetailAge(updatedAt, told.fetched(), told.atOr(updatedAt))));
    }

    /// The later of what is known and what is said; of [Details], field by field. Commutative,
    /// associative, idempotent.
    public MeetingFacts merge(MeetingFacts other) {
        MeetingFacts latest = TOTAL.compare(this, other) >= 0 ? this : other;
        MeetingFacts status = BY_STATUS.compare(this, other) >= 0 ? this : other;
        return latest.withStatus(status.active, status.statusAt, status.statusRaw)
                .with(details.merge(other.details));
    }

    /// Whether the other surely says who hosts the event now: of one moment only what was asked for
    /// does.
    public boolean isOlderThan(MeetingFacts other) {
        return age().knownAt().isBefore(other.age().knownAt())
                || (other.fetched && age().compareTo(other.age()) < 0);
    }

    DetailAge age() {
        return new DetailAge(updatedAt, fetched, toldAt);
    }

    /// A cancellation that is delivered counts like one that is read: it is not documented that it
    /// changes `updatedAt`.
    private Instant statusKnownAt() {
        Instant known = age().knownAt();
        return active ? known : DetailAge.later(known, statusAt);
    }

    /// The same event for somebody who hosts it no more: off, whatever it is for others.
    public MeetingFacts withoutMe() {
        return withStatus(false, toldAt, null);
    }

    /// The same event, which Calendly says does not exist; as it is, if it was said later that it
    /// takes place.
    ///
    /// @param asked when it was asked for
    public MeetingFacts gone(Instant asked) {
        return statusAt.isAfter(asked) ? this : withStatus(false, Storable.time(asked), null);
    }

    /// What it says, whoever said it, and when, and of whichever time.
    public MeetingFacts content() {
        return new MeetingFacts(
                name,
                active,
                startTime,
                endTime,
                location,
                hosts,
                Instant.EPOCH,
                true,
                Instant.EPOCH,
                Instant.EPOCH,
                statusRaw,
                details.content());
    }

    public MeetingFacts with(@Nullable String otherName, @Nullable String otherLocation) {
        return new MeetingFacts(
                otherName,
                active,
                startTime,
                endTime,
                otherLocation,
                hosts,
                updatedAt,
                fetched,
                toldAt,
                statusAt,
                statusRaw,
                details);
    }

    private MeetingFacts withStatus(boolean takesPlace, Instant at, @Nullable String raw) {
        return new MeetingFacts(
                name,
                takesPlace,
                startTime,
                endTime,
                location,
                hosts,
                updatedAt,
                fetched,
                toldAt,
                at,
                raw,
                details);
    }

    public MeetingFacts with(Details otherDetails) {
        return new MeetingFacts(
                name,
                active,
                startTime,
                endTime,
                location,
                hosts,
                updatedAt,
                fetched,
                toldAt,
                statusAt,
                statusRaw,
                otherDetails);
    }

    /// Whether the link to join is still being made (docs/calendly-api.md 1.9).
    public boolean awaitsLink(Instant now) {
        String status = text(location, "status");
        return active
                && endTime.isAfter(now)
                && !hasJoinUrl()
                && (status.equals("initiated") || status.equals("processing"));
    }

    /// The accounts that host the event.
    public Set<String> hostUris() {
        Set<String> uris = new HashSet<>();
        Objects.requireNonNull(Storable.parse(hosts))
                .forEach(host -> uris.add(host.path("uri").asText()));
        return uris;
    }

    private static String text(@Nullable String json, String field) {
        return json == null
                ? ""
                : Objects.requireNonNull(Storable.parse(json)).path(field).asText("");
    }

    private boolean hasJoinUrl() {
        return location != null
                && Objects.requireNonNull(Storable.parse(location)).hasNonNull("join_url");
    }

    private static String hosts(List<ScheduledEvent.Host> hosts) {
        ArrayNode array = JsonNodeFactory.instance.arrayNode();
        hosts.forEach(host -> addHost(host, array));
        return Objects.requireNonNull(Storable.json(array));
    }

    private static void addHost(ScheduledEvent.Host host, ArrayNode array) {
        array.addObject()
                .put("uri", host.uri())
                .put("name", host.name())
                .put("email", host.email());
    }
}
