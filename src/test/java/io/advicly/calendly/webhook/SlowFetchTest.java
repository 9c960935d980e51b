package io.advicly.calendly.webhook;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.advicly.calendly.calendly.DeliveredEvent;
import io.advicly.calendly.calendly.DeliveryParser;
import io.advicly.calendly.calendly.ScheduledEvent;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.smallrye.mutiny.Uni;
import java.time.Duration;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/// Deliveries whose event has to be fetched wait for Calendly, and nobody waits for them.
@QuarkusTest
@TestProfile(ServiceProfile.class)
class SlowFetchTest {

    /// More than are claimed, or in places, at the same time.
    private static final int MANY = 1_000;

    private static final String WITHOUT_EVENT = "invitee.created.without-scheduled-event";

    private static final Duration LONG = Duration.ofMinutes(5);

    private final Installation installation;
    private final Storing storing;
    private final StubLookup lookup;
    private final DeliveryParser parser;

    SlowFetchTest(
            Installation installation, Storing storing, StubLookup lookup, DeliveryParser parser) {
        this.installation = installation;
        this.storing = storing;
        this.lookup = lookup;
        this.parser = parser;
    }

    @Test
    void howeverManyHangNobodyElseWaitsAndNoneIsLost() {
        // Given
        var slow = installation.connected();
        var other = installation.connected();
        var fetching = installation.connected();
        CompletableFuture<Void> answers = new CompletableFuture<>();
        AtomicInteger hanging = new AtomicInteger();
        ScheduledEvent event = eventOf(slow);
        lookup.answer(
                event.uri(),
                Uni.createFrom()
                        .deferred(() -> {
                            hanging.incrementAndGet();
                            return Uni.createFrom()
                                    .completionStage(answers)
                                    .map(done -> Optional.of(event));
                        }));
        ScheduledEvent another = eventOf(fetching);
        lookup.answer(another.uri(), Uni.createFrom().item(Optional.of(another)));
        storing.all(
                IntStream.range(0, MANY)
                        .mapToObj(number -> Storing.signed(slow, bodyWithoutEvent(slow, number))));
        await().until(() -> hanging.get() > 0);
        // When
        Deliver.signed(other, other.body("invitee.created")).statusCode(200);
        Deliver.signed(fetching, fetching.body(WITHOUT_EVENT)).statusCode(200);
        // Then
        await().until(() -> storing.pending(other) == 0 && storing.pending(fetching) == 0);
        assertThat(storing.pending(slow)).isEqualTo(MANY);
        // When
        answers.complete(null);
        // Then
        await().atMost(LONG).until(() -> storing.pending(slow) == 0);
        assertThat(installation.deliveries(slow))
                .hasSize(MANY)
                .allMatch(delivery -> delivery.state().equals("processed"));
    }

    private static String bodyWithoutEvent(Installation.Organization organization, int number) {
        return new String(organization.body(WITHOUT_EVENT), UTF_8)
                .replace("Grace Guest", "Grace Guest " + number);
    }

    private ScheduledEvent eventOf(Installation.Organization organization) {
        var changed =
                (DeliveredEvent.InviteeChanged) parser.parse(organization.body("invitee.created"));
        return Objects.requireNonNull(changed.scheduledEvent());
    }
}
