package io.advicly.calendly.backend;

import com.fasterxml.jackson.annotation.JsonRawValue;
import com.fasterxml.jackson.databind.PropertyNamingStrategies.SnakeCaseStrategy;
import com.fasterxml.jackson.databind.annotation.JsonNaming;
import io.advicly.calendly.feed.Event;
import io.advicly.calendly.feed.FeedPage;
import io.quarkus.runtime.annotations.RegisterForReflection;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// Events in their order.
///
/// @param next to be given as `after`
/// @param atEnd whether there was nothing more at that moment
@RegisterForReflection
@JsonNaming(SnakeCaseStrategy.class)
public record EventsPage(List<EventView> events, String next, boolean atEnd) {

    /// An event as backends see it.
    ///
    /// @param data the thing as it is: a JSON object
    @RegisterForReflection
    @JsonNaming(SnakeCaseStrategy.class)
    public record EventView(
            String id,
            String type,
            Instant createdAt,
            String tenantId,
            @Nullable String userId,
            @Nullable UUID connectionId,
            @JsonRawValue String data) {

        static EventView of(Event event) {
            return new EventView(
                    event.id(),
                    event.type().code(),
                    event.createdAt(),
                    event.tenantId(),
                    event.userId(),
                    event.connectionId(),
                    event.data());
        }
    }

    static EventsPage of(FeedPage page) {
        return new EventsPage(
                page.events().stream().map(EventView::of).toList(),
                Event.id(page.next()),
                page.atEnd());
    }
}
