package io.advicly.calendly.meeting;

import static java.util.Comparator.comparing;
import static java.util.Comparator.naturalOrder;
import static java.util.Comparator.nullsFirst;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.advicly.calendly.calendly.ScheduledEvent;
import java.time.Instant;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// What is known about a scheduled event at one moment.
///
/// @param location JSON text, see [Storable]
/// @param hosts JSON text: an array of `uri`, `name`, `email`
/// @param updatedAt when Calendly says the event changed last
/// @param statusRaw a status that is not known; null for one that is
record MeetingFacts(
        @Nullable String name,
        boolean active,
        Instant startTime,
        Instant endTime,
        @Nullable String location,
        String hosts,
        Instant updatedAt,
        @Nullable String statusRaw) {

    MeetingFacts(
            @Nullable String name,
            boolean active,
            Instant startTime,
            Instant endTime,
            @Nullable String location,
            String hosts,
            Instant updatedAt) {
        this(name, active, startTime, endTime, location, hosts, updatedAt, null);
    }

    /// Later knowledge last. Two snapshots of the same moment: the event is canceled if one says
    /// so, and has the link to join if one knows it; the rest only makes the order total, so that
    /// the result does not depend on which came first.
    private static final Comparator<MeetingFacts> BY_AGE =
            comparing(MeetingFacts::updatedAt)
                    .thenComparing(facts -> !facts.active)
                    .thenComparing(MeetingFacts::hasJoinUrl)
                    .thenComparing(MeetingFacts::location, nullsFirst(naturalOrder()))
                    .thenComparing(MeetingFacts::hosts)
                    .thenComparing(MeetingFacts::name, nullsFirst(naturalOrder()))
                    .thenComparing(MeetingFacts::startTime)
                    .thenComparing(MeetingFacts::endTime)
                    .thenComparing(MeetingFacts::statusRaw, nullsFirst(naturalOrder()));

    static MeetingFacts of(ScheduledEvent event) {
        return new MeetingFacts(
                Storable.text(event.name()),
                event.active(),
                Storable.time(event.startTime()),
                Storable.time(event.endTime()),
                Storable.json(event.location()),
                hosts(event.hosts()),
                Storable.time(event.updatedAt()),
                Storable.text(event.statusRaw()));
    }

    /// The later of what is known and what is said. Commutative, associative, idempotent.
    MeetingFacts merge(MeetingFacts other) {
        return BY_AGE.compare(this, other) >= 0 ? this : other;
    }

    /// The same event for somebody who hosts it no more: off, whatever it is for others.
    MeetingFacts withoutMe() {
        return new MeetingFacts(name, false, startTime, endTime, location, hosts, updatedAt);
    }

    /// Whether the link to join is still being made (calendly-api 1.9).
    boolean awaitsLink(Instant now) {
        String status = text(location, "status");
        return active
                && endTime.isAfter(now)
                && !hasJoinUrl()
                && (status.equals("initiated") || status.equals("processing"));
    }

    /// The accounts that host the event.
    Set<String> hostUris() {
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
        hosts.forEach(host ->
                array.addObject()
                        .put("uri", host.uri())
                        .put("name", host.name())
                        .put("email", host.email()));
        return Objects.requireNonNull(Storable.json(array));
    }
}
