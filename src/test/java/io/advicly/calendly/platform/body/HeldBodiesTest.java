package io.advicly.calendly.platform.body;

import static io.advicly.calendly.platform.body.HeldBodies.Door.CALL;
import static io.advicly.calendly.platform.body.HeldBodies.Door.WITHOUT_TOKEN;
import static io.advicly.calendly.platform.body.HeldBodies.Door.WITH_TOKEN;
import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.quarkus.runtime.configuration.DurationConverter;
import io.quarkus.runtime.configuration.MemorySize;
import io.quarkus.runtime.configuration.MemorySizeConverter;
import io.smallrye.config.SmallRyeConfigBuilder;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;

class HeldBodiesTest {

    private final HeldBodies bodies =
            new HeldBodies(
                    settings(
                            Map.of(
                                    "calendly.bodies.memory", "100",
                                    "calendly.bodies.per-sender", "60")),
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

    @Test
    void oneCallerLeavesTheRestToOtherCallers() {
        assertThat(bodies.take(CALL, "one", 15)).isTrue();
        assertThat(bodies.take(CALL, "one", 1)).isFalse();
        assertThat(bodies.take(CALL, "other", 10)).isTrue();
        bodies.giveBack(CALL, "one", 15);
        assertThat(bodies.take(CALL, "one", 15)).isTrue();
    }

    @Test
    void callersLeaveTheRestToDeliveries() {
        assertThat(bodies.take(CALL, "one", 15)).isTrue();
        assertThat(bodies.take(CALL, "other", 11)).isFalse();
        assertThat(bodies.take(WITH_TOKEN, "other", 60)).isTrue();
        assertThat(bodies.held()).isEqualTo(75);
    }

    /// As where a proxy stands in front that says nothing of its callers.
    @Test
    void deliveriesOfACallersAddressCountApart() {
        assertThat(bodies.take(WITH_TOKEN, "one", 40)).isTrue();
        assertThat(bodies.take(CALL, "one", 15)).isTrue();
        assertThat(bodies.take(WITH_TOKEN, "one", 6)).isFalse();
        assertThat(bodies.take(WITH_TOKEN, "one", 5)).isTrue();
    }

    private static BodySettings settings(Map<String, String> configured) {
        return new SmallRyeConfigBuilder()
                .withMapping(BodySettings.class)
                .withConverter(Duration.class, 100, new DurationConverter())
                .withConverter(MemorySize.class, 100, new MemorySizeConverter())
                .withDefaultValues(configured)
                .build()
                .getConfigMapping(BodySettings.class);
    }
}
