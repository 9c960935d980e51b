package io.advicly.calendly.webhook.work;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.advicly.calendly.calendly.event.DeliveredEvent;
import io.advicly.calendly.calendly.event.ScheduledEvent;
import io.advicly.calendly.calendly.wire.DeliveryParser;
import io.advicly.calendly.webhook.Installation;
import io.advicly.calendly.webhook.ServiceProfile;
import io.advicly.calendly.webhook.StubLookup;
import io.advicly.calendly.webhook.inbox.Storing;
import io.advicly.calendly.webhook.signature.Deliver;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.smallrye.mutiny.Uni;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/// Deliveries whose event has to be fetched wait for Calendly, and nobody waits for them.
@QuarkusTest
@TestProfile(ServiceProfile.class)
class SlowFetchTest {

    /// More than are claimed, or in places, at the same time.
    private static final int MANY = 1_000;

    /// Of each of several organizations.
    private static final int EACH = 20;

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

    /// Every place is taken, and those who took them have older deliveries than anybody else.
    @Test
    void whereCallsHangInEveryPlaceOthersGoOnAndAreNext() {
        // Given
        var hanging = connected(2 + FetchWorker.MOST / FetchWorker.SHARE);
        var carried = installation.connected();
        var fetching = installation.connected();
        BlockingQueue<CompletableFuture<Void>> calls = new LinkedBlockingQueue<>();
        AtomicBoolean answers = new AtomicBoolean();
        hanging.forEach(organization -> hangs(organization, calls, answers));
        ScheduledEvent event = eventOf(fetching);
        lookup.answer(event.uri(), Uni.createFrom().item(Optional.of(event)));
        storing.all(
                hanging.stream()
                        .flatMap(one ->
                                IntStream.range(0, EACH)
                                        .mapToObj(number ->
                                                Storing.signed(
                                                        one, bodyWithoutEvent(one, number)))));
        await().until(() -> calls.size() >= FetchWorker.MOST);
        // When
        Deliver.signed(carried, carried.body("invitee.created")).statusCode(200);
        Deliver.signed(fetching, fetching.body(WITHOUT_EVENT)).statusCode(200);
        // Then
        await().until(() -> storing.pending(carried) == 0 && toFetch(fetching) == 1);
        assertThat(fetched()).isLessThanOrEqualTo(FetchWorker.MOST);
        // When
        calls.remove().complete(null);
        // Then
        await().until(() -> storing.pending(fetching) == 0);
        // When
        answers.set(true);
        calls.forEach(call -> call.complete(null));
        // Then
        await().atMost(LONG)
                .untilAsserted(() ->
                        assertThat(hanging)
                                .flatMap(installation::deliveries)
                                .hasSize(EACH * hanging.size())
                                .allMatch(delivery -> delivery.state().equals("processed")));
    }

    private List<Installation.Organization> connected(int count) {
        return Stream.generate(installation::connected).limit(count).toList();
    }

    private void hangs(
            Installation.Organization organization,
            Queue<CompletableFuture<Void>> calls,
            AtomicBoolean answers) {
        ScheduledEvent event = eventOf(organization);
        lookup.answer(
                event.uri(),
                Uni.createFrom()
                        .deferred(() -> {
                            CompletableFuture<Void> call = new CompletableFuture<>();
                            calls.add(call);
                            if (answers.get()) {
                                call.complete(null);
                            }
                            return Uni.createFrom()
                                    .completionStage(call)
                                    .map(done -> Optional.of(event));
                        }));
    }

    private int toFetch(Installation.Organization organization) {
        return installation.count(
                "SELECT count(*) FROM calendly_webhook_deliveries WHERE state = 'pending'"
                        + " AND to_fetch AND subscription_id = '"
                        + organization.subscription()
                        + "'");
    }

    /// How many bodies are in memory, or were when a call was given up.
    private int fetched() {
        return installation.count(
                "SELECT count(*) FROM calendly_webhook_deliveries WHERE state = 'pending'"
                        + " AND to_fetch AND leased_until IS NOT NULL");
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
