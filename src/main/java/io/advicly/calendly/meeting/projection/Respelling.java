package io.advicly.calendly.meeting.projection;

import io.advicly.calendly.calendly.CalendlyUri;
import io.advicly.calendly.meeting.outbox.ChangeLog;
import io.advicly.calendly.meeting.outbox.Outbox;
import io.advicly.calendly.meeting.store.MeetingRepository;
import io.advicly.calendly.meeting.store.MeetingRow;
import io.advicly.calendly.meeting.store.SpellingRepository;
import io.advicly.calendly.meeting.telling.MeetingEvents;
import io.advicly.calendly.platform.chain.Unis;
import io.advicly.calendly.security.identity.Caller;
import io.quarkus.hibernate.reactive.panache.common.WithTransaction;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.UUID;

/// Has a connection's meetings stored under the one spelling of their events' URIs: what is stored
/// under another one, by a version that took it as it came, would be told of nothing any more, and
/// be a second meeting of the same event.
@ApplicationScoped
class Respelling {

    private final SpellingRepository spellings;
    private final MeetingRepository meetings;
    private final Outbox outbox;
    private final ChangeLog log;
    private final MeetingEvents events;
    private final Clock clock;

    Respelling(
            SpellingRepository spellings,
            MeetingRepository meetings,
            Outbox outbox,
            ChangeLog log,
            MeetingEvents events,
            Clock clock) {
        this.spellings = spellings;
        this.meetings = meetings;
        this.outbox = outbox;
        this.log = log;
        this.events = events;
        this.clock = clock;
    }

    /// Locks nothing where all are spelled as they should be.
    ///
    /// @return who is to be told
    @WithTransaction
    public Uni<Set<Caller>> apply(UUID connectionId) {
        return spellings
                .unusual(connectionId)
                .map(Respelling::otherwise)
                .chain(all -> all.isEmpty() ? Unis.item(Set.of()) : respell(connectionId, all));
    }

    private static Map<String, String> otherwise(List<String> unusual) {
        Map<String, String> all = new TreeMap<>();
        unusual.forEach(stored -> all.put(stored, CalendlyUri.spelled(stored)));
        all.entrySet().removeIf(one -> one.getKey().equals(one.getValue()));
        return all;
    }

    private Uni<Set<Caller>> respell(UUID connectionId, Map<String, String> all) {
        SortedSet<String> keys = new TreeSet<>(all.keySet());
        keys.addAll(all.values());
        return meetings.lock(keys)
                .chain(() -> spellings.respell(connectionId, all, clock.instant()))
                .chain(respelled ->
                        spellings
                                .under(connectionId, all.keySet())
                                .chain(twins -> noted(respelled, twins)));
    }

    private Uni<Set<Caller>> noted(List<UUID> respelled, List<MeetingRow> twins) {
        return remove(twins)
                .chain(() -> log.note(respelled))
                .call(() -> events.retell(events.goodbyes(twins)))
                .map(callers -> with(callers, twins));
    }

    private static Set<Caller> with(Set<Caller> callers, List<MeetingRow> twins) {
        Set<Caller> all = new HashSet<>(callers);
        twins.forEach(twin -> all.add(new Caller(twin.tenantId, twin.userId)));
        return all;
    }

    /// The other one knows more: it is the one that things are told of.
    private Uni<Void> remove(List<MeetingRow> twins) {
        return twins.isEmpty()
                ? Unis.nothing()
                : outbox.removed(twins)
                        .chain(() -> spellings.remove(twins.stream().map(it -> it.id).toList()));
    }
}
