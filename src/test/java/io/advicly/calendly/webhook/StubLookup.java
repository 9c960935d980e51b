package io.advicly.calendly.webhook;

import io.advicly.calendly.calendly.ReadEvent;
import io.advicly.calendly.calendly.event.ScheduledEvent;
import io.advicly.calendly.webhook.attempt.EventLookup;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Alternative;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;

/// Answers what a test told it per event; fails for all others.
@Alternative
@ApplicationScoped
public class StubLookup implements EventLookup {

    private final Map<String, Uni<Optional<ScheduledEvent>>> answers = new ConcurrentHashMap<>();

    public void answer(String eventUri, Uni<Optional<ScheduledEvent>> answer) {
        answers.put(eventUri, answer);
    }

    @Override
    public Uni<ReadEvent> fetch(UUID subscriptionId, String organizationUri, String eventUri) {
        return answers.getOrDefault(
                        eventUri,
                        Uni.createFrom().failure(new IllegalStateException("Calendly is away")))
                .map(found ->
                        found.<ReadEvent>map(ReadEvent.Found::new).orElseGet(ReadEvent.Gone::new));
    }
}
