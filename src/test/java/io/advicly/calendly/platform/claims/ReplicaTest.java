package io.advicly.calendly.platform.claims;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

/// In whose name something is claimed.
class ReplicaTest {

    private final AtomicLong nanos = new AtomicLong();
    private final Replica replica = new Replica(nanos::get);

    @Test
    void nobodysBeforeOthersCanTellThatItLives() {
        assertThat(replica.claimant()).isNull();
    }

    @Test
    void itsOwnAsLongAsTheyCan() {
        replica.seen();
        assertThat(replica.claimant()).isEqualTo(replica.id());
        pass(Duration.ofSeconds(1));
        assertThat(replica.claimant()).isEqualTo(replica.id());
    }

    @Test
    void nobodysOnceTheyMayHaveStruckItOff() {
        replica.seen();
        pass(Duration.ofMillis(2_001));
        assertThat(replica.claimant()).isNull();
        replica.seen();
        replica.unseen();
        assertThat(replica.claimant()).isNull();
    }

    private void pass(Duration time) {
        nanos.addAndGet(time.toNanos());
    }
}
