package io.advicly.calendly.subscription.signing;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class SigningWatchTest {

    private static final UUID ONE = UUID.randomUUID();
    private static final UUID OTHER = UUID.randomUUID();

    private final AtomicLong nanos = new AtomicLong(1_000_000_000);
    private final SigningWatch watch = new SigningWatch(nanos::get);

    @Test
    void countsWhoseKeyVerifiesUntilThatIsKnown() {
        watch.verified(ONE, true);
        watch.verified(OTHER, false);
        watch.verified(OTHER, false);

        assertThat(watch.takeCount(SigningWay.APPLICATION)).isEqualTo(1);
        assertThat(watch.takeCount(SigningWay.SUBSCRIPTION)).isEqualTo(2);
        assertThat(watch.takeCount(SigningWay.SUBSCRIPTION)).isZero();
        watch.stopCounting(SigningWay.APPLICATION);
        watch.verified(ONE, true);
        watch.verified(ONE, false);
        assertThat(watch.takeCount(SigningWay.APPLICATION)).isZero();
        assertThat(watch.takeCount(SigningWay.SUBSCRIPTION)).isEqualTo(1);
    }

    @Test
    void tellsWhatWasRefusedOnceWithItsTimes() {
        watch.refused(ONE);
        nanos.addAndGet(5_000_000);
        watch.refused(ONE);
        nanos.addAndGet(3_000_000);

        Map<UUID, SigningWatch.Refusals> taken = watch.takeRefused();

        assertThat(taken).containsOnlyKeys(ONE);
        SigningWatch.Refusals refusals = taken.values().iterator().next();
        assertThat(refusals.deliveries()).isEqualTo(2);
        assertThat(watch.ago(refusals.first())).isEqualTo(8);
        assertThat(watch.ago(refusals.last())).isEqualTo(3);
        assertThat(watch.takeRefused()).isEmpty();
        watch.refused(ONE);
        assertThat(watch.takeRefused().get(ONE))
                .isEqualTo(new SigningWatch.Refusals(nanos.get(), nanos.get(), 1));
    }

    /// Also where what was refused has been written down before.
    @Test
    void whatIsVerifiedEndsIt() {
        watch.refused(ONE);
        watch.refused(OTHER);
        var _ = watch.takeRefused();
        watch.verified(ONE, false);

        assertThat(watch.takeRecovered()).containsExactly(ONE);
        assertThat(watch.takeRecovered()).isEmpty();
    }

    @Test
    void whatIsWrittenDownNowhereIsForgotten() {
        watch.refused(ONE);
        watch.refused(OTHER);
        var _ = watch.takeRefused();
        watch.forgetAllBut(Set.of(OTHER));
        watch.verified(ONE, false);
        watch.verified(OTHER, false);

        assertThat(watch.takeRecovered()).containsExactly(OTHER);
    }

    @Test
    void remembersSoManyAndNoMore() {
        for (int more = 0; more < 2 * SigningWatch.MOST; more++) {
            watch.refused(new UUID(1, more));
        }

        assertThat(watch.takeRefused()).hasSize(SigningWatch.MOST);
    }
}
