package io.advicly.calendly.meeting.lookup;

import io.advicly.calendly.meeting.fact.WrittenChange;
import io.advicly.calendly.platform.chain.Unis;
import io.advicly.calendly.platform.claims.ClaimedWork;
import io.quarkus.hibernate.reactive.panache.common.WithTransaction;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/// Links to join that were not ready when the meeting was booked. Calendly sends no delivery when
/// they are (docs/calendly-api.md 1.9), so each is looked up once, a while later.
@ApplicationScoped
public class LinkLookups implements ClaimedWork {

    /// Longer than the calls of a look-up.
    private static final Duration LEASE = Duration.ofMinutes(1);

    private static final Duration PAUSE = Duration.ofSeconds(5);

    private final LookupRepository rows;
    private final MeetingSettings settings;
    private final Clock clock;

    LinkLookups(LookupRepository rows, MeetingSettings settings, Clock clock) {
        this.rows = rows;
        this.settings = settings;
        this.clock = clock;
    }

    /// Remembers the events whose links are still to come. Joins the transaction.
    public Uni<Void> request(List<WrittenChange> changes) {
        Instant now = clock.instant();
        List<WrittenChange> late =
                changes.stream()
                        .filter(written -> written.change().facts().awaitsLink(now))
                        .toList();
        return late.isEmpty()
                ? Unis.nothing()
                : rows.request(late, settings.linkLookupDelay()).replaceWithVoid();
    }

    /// Up to `limit` that are due; nobody else gets them for a minute, as long as this process
    /// lives. To be called by whoever has worked off all that it got the last time.
    @WithTransaction
    public Uni<List<LinkLookup>> claim(int limit) {
        return rows.takeBack(LEASE)
                .chain(() -> rows.claim(limit, LEASE))
                .map(found -> found.stream().map(LinkLookups::lookup).toList());
    }

    /// It was looked up, or never will be.
    @WithTransaction
    public Uni<Void> done(LinkLookup lookup) {
        return rows.delete(
                        "calendlyEventUri = ?1 and organizationUri = ?2",
                        lookup.eventUri(),
                        lookup.organizationUri())
                .replaceWithVoid();
    }

    /// It did not work out: tried again after a pause that grows.
    @WithTransaction
    public Uni<Void> again(LinkLookup lookup) {
        return rows.update(
                        "dueAt = ?1, claimedBy = null, claimedIn = null where calendlyEventUri = ?2 and organizationUri = ?3",
                        clock.instant().plus(PAUSE.multipliedBy(lookup.attempts())),
                        lookup.eventUri(),
                        lookup.organizationUri())
                .replaceWithVoid();
    }

    @Override
    public String freeing() {
        return LookupRepository.FREE;
    }

    private static LinkLookup lookup(Object[] row) {
        return new LinkLookup((String) row[0], (String) row[1], ((Number) row[2]).intValue());
    }
}
