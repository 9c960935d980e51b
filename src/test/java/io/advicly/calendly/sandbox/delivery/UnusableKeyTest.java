package io.advicly.calendly.sandbox.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import io.advicly.calendly.sandbox.booking.BookingRequest;
import io.advicly.calendly.sandbox.booking.Bookings;
import io.advicly.calendly.sandbox.seed.Seed;
import io.advicly.calendly.sandbox.state.World;
import io.advicly.calendly.sandbox.state.booking.Person;
import io.advicly.calendly.sandbox.state.offer.SandboxEventType;
import io.advicly.calendly.sandbox.state.subscription.HookScope;
import io.advicly.calendly.sandbox.state.subscription.SandboxDeliveryState;
import io.advicly.calendly.sandbox.state.subscription.SandboxSubscription;
import io.advicly.calendly.sandbox.wire.Uris;
import io.vertx.core.Vertx;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class UnusableKeyTest {
    private final Vertx vertx = Vertx.vertx();
    private final World world = new World(InstantSource.system());

    @AfterEach
    void close() {
        vertx.close().toCompletionStage().toCompletableFuture().join();
    }

    @Test
    void whatCannotBeSignedFailsNoBooking() {
        new Seed(List.of(), Map.of()).plant(world);
        world.hooks().subscriptions().put(hookWithoutUsableKey());
        Uris uris = new Uris(world.switches(), () -> "http://localhost");
        SandboxEventType type = world.calendar().eventTypes().get("ada-intro");
        new Bookings(world, new Deliveries(vertx, world, uris))
                .book(
                        new BookingRequest(
                                type,
                                world.now().plusSeconds(86_400),
                                new Person("Grace Guest", "g@example.test", "Europe/Paris", null),
                                List.of(),
                                List.of(),
                                Map.of()));
        assertThat(world.hooks().deliveries().all())
                .singleElement()
                .satisfies(it -> {
                    assertThat(it.state()).isEqualTo(SandboxDeliveryState.RETRYING);
                    assertThat(it.attempts().getFirst().error()).contains("Empty key");
                });
    }

    /** From the state file of a sandbox that took such keys. */
    private SandboxSubscription hookWithoutUsableKey() {
        return new SandboxSubscription(
                "hook",
                Seed.CLIENT_ID,
                "http://localhost:9/",
                List.of("invitee.created"),
                HookScope.ORGANIZATION,
                "acme",
                null,
                null,
                "ada",
                "",
                true,
                null,
                false,
                world.now(),
                world.now());
    }
}
