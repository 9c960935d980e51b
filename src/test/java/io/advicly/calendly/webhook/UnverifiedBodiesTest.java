package io.advicly.calendly.webhook;

import static io.advicly.calendly.webhook.UnverifiedBodies.Door.WITHOUT_TOKEN;
import static io.advicly.calendly.webhook.UnverifiedBodies.Door.WITH_TOKEN;
import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.util.Map;
import org.junit.jupiter.api.Test;

class UnverifiedBodiesTest {

    private final UnverifiedBodies bodies =
            new UnverifiedBodies(
                    Settings.of(
                            Map.of(
                                    "calendly.webhook.unverified.memory", "100",
                                    "calendly.webhook.unverified.per-sender", "60")),
                    new SimpleMeterRegistry());

    @Test
    void oneSenderHasItsShareAndNoMore() {
        assertThat(bodies.take(WITH_TOKEN, "one", 60)).isTrue();
        assertThat(bodies.take(WITH_TOKEN, "one", 1)).isFalse();
        assertThat(bodies.take(WITH_TOKEN, "other", 40)).isTrue();
        assertThat(bodies.held()).isEqualTo(100);
    }

    @Test
    void allTogetherHaveNoMoreThanThereIs() {
        assertThat(bodies.take(WITH_TOKEN, "one", 60)).isTrue();
        assertThat(bodies.take(WITH_TOKEN, "other", 41)).isFalse();
        assertThat(bodies.held()).isEqualTo(60);
    }

    @Test
    void whatIsGivenBackIsThereForOthers() {
        assertThat(bodies.take(WITH_TOKEN, "one", 60)).isTrue();
        bodies.giveBack(WITH_TOKEN, "one", 60);
        assertThat(bodies.take(WITH_TOKEN, "one", 60)).isTrue();
        bodies.giveBack(WITH_TOKEN, "one", 60);
        assertThat(bodies.held()).isZero();
    }

    /// However many addresses they come from.
    @Test
    void thoseWithoutATokenLeaveTheRestToOthers() {
        assertThat(bodies.take(WITHOUT_TOKEN, "one", 20)).isTrue();
        assertThat(bodies.take(WITHOUT_TOKEN, "other", 6)).isFalse();
        assertThat(bodies.take(WITH_TOKEN, "other", 60)).isTrue();
        assertThat(bodies.take(WITHOUT_TOKEN, "third", 5)).isTrue();
        bodies.giveBack(WITHOUT_TOKEN, "one", 20);
        assertThat(bodies.take(WITHOUT_TOKEN, "other", 20)).isFalse();
        assertThat(bodies.take(WITHOUT_TOKEN, "third", 20)).isTrue();
        assertThat(bodies.held()).isEqualTo(85);
    }
}
