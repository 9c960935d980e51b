package io.advicly.calendly.platform.chain;

import static org.assertj.core.api.Assertions.assertThat;

import io.advicly.calendly.webhook.QuietProfile;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.quarkus.vertx.VertxContextSupport;
import io.smallrye.mutiny.Uni;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/// What is left of a time may be less than a timer can be set to: then its chain is answered all
/// the same.
@QuarkusTest
@TestProfile(QuietProfile.class)
class ShortWaitsTest {

    private static final Duration SHORTER_THAN_A_TIMER = Duration.ofNanos(400_000);
    private static final Duration LONG = Duration.ofMinutes(1);

    @Test
    void aPauseEnds() throws Throwable {
        String ended =
                VertxContextSupport.subscribeAndAwait(() ->
                        inTime(CallersContext.pause(SHORTER_THAN_A_TIMER).replaceWith("ended")));

        assertThat(ended).isEqualTo("ended");
    }

    @Test
    void patienceEnds() throws Throwable {
        Uni<String> never = Uni.createFrom().nothing();

        String ended =
                VertxContextSupport.subscribeAndAwait(() ->
                        inTime(Patience.of(SHORTER_THAN_A_TIMER, never).recoverWithItem("ended")));

        assertThat(ended).isEqualTo("ended");
    }

    private static Uni<String> inTime(Uni<String> work) {
        return Patience.of(LONG, work).recoverWithItem("never");
    }
}
