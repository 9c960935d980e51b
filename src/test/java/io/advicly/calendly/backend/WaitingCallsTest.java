package io.advicly.calendly.backend;

import static org.assertj.core.api.Assertions.assertThat;

import io.advicly.calendly.feed.FeedScope;
import org.junit.jupiter.api.Test;

class WaitingCallsTest {

    private static final FeedScope GREEDY = new FeedScope.OneTenant("greedy");
    private static final FeedScope OTHER = new FeedScope.OneTenant("other");

    private final WaitingCalls waiting = new WaitingCalls(100);

    @Test
    void oneTenantLeavesHalfToOthers() {
        assertThat(taken(GREEDY, 200)).isEqualTo(50);
        assertThat(taken(OTHER, 200)).isEqualTo(25);
    }

    @Test
    void noMoreThanAllWait() {
        for (int tenant = 0; tenant < 300; tenant++) {
            var _ = waiting.take(new FeedScope.OneTenant("tenant-" + tenant));
        }
        assertThat(waiting.count()).isEqualTo(100);
    }

    @Test
    void whatIsGivenBackIsFree() {
        assertThat(taken(GREEDY, 200)).isEqualTo(50);
        for (int call = 0; call < 50; call++) {
            waiting.giveBack(GREEDY);
        }

        assertThat(waiting.count()).isZero();
        assertThat(taken(OTHER, 200)).isEqualTo(50);
    }

    private int taken(FeedScope scope, int tries) {
        int taken = 0;
        for (int call = 0; call < tries; call++) {
            taken += waiting.take(scope) ? 1 : 0;
        }
        return taken;
    }
}
