package io.advicly.calendly.destination;

import io.advicly.calendly.feed.EventDraft;
import io.advicly.calendly.feed.EventType;
import io.advicly.calendly.feed.write.Feed;
import io.advicly.calendly.feed.write.FeedSignal;
import io.advicly.calendly.platform.work.IsolatedContexts;
import io.quarkus.hibernate.reactive.panache.common.WithTransaction;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;

/// Has something happen, as far as the feed is concerned.
@ApplicationScoped
class Happenings {

    private final Writer writer;
    private final FeedSignal signal;
    private final IsolatedContexts contexts;
    private final Clock clock;

    Happenings(Writer writer, FeedSignal signal, IsolatedContexts contexts, Clock clock) {
        this.writer = writer;
        this.signal = signal;
        this.contexts = contexts;
        this.clock = clock;
    }

    @ApplicationScoped
    static class Writer {

        private final Feed feed;

        Writer(Feed feed) {
            this.feed = feed;
        }

        @WithTransaction
        public Uni<Void> append(List<EventDraft> events) {
            return feed.append(events);
        }
    }

    /// @param number tells it from others
    EventDraft event(EventType type, String tenant, String about, int number) {
        return new EventDraft(
                type,
                clock.instant(),
                tenant,
                "somebody",
                null,
                tenant + "/" + about,
                "{\"number\":%d,\"about\":\"%s\"}".formatted(number, about));
    }

    EventDraft updated(String tenant, String about, int number) {
        return event(EventType.MEETING_UPDATED, tenant, about, number);
    }

    void happen(EventDraft... events) {
        happen(Stream.of(events));
    }

    void happen(Stream<EventDraft> events) {
        contexts.run(() -> writer.append(events.toList())).await().atMost(Duration.ofSeconds(60));
        signal.committed();
    }
}
