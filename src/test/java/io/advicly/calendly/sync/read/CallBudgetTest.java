package io.advicly.calendly.sync.read;

import static org.assertj.core.api.Assertions.assertThat;

import io.advicly.calendly.calendly.RateLimit;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class CallBudgetTest {

    private static final Instant NOON = Instant.parse("2026-02-01T12:00:00Z");

    @Test
    void leavesWhatIsNotItsShareForOthers() {
        assertThat(pause(limit(500, 101))).isZero();
        assertThat(pause(limit(500, 100))).isEqualTo(Duration.ofSeconds(30));
        assertThat(pause(limit(50, 11))).isZero();
        assertThat(pause(limit(50, 10))).isEqualTo(Duration.ofSeconds(30));
        assertThat(pause(limit(50, 0))).isEqualTo(Duration.ofSeconds(30));
    }

    @Test
    void countsItsOwnCallsUntilCalendlySaysSomething() {
        CallBudget budget = CallBudget.fresh(NOON);
        for (int call = 0; call < 8; call++) {
            assertThat(pause(budget, 10, NOON)).isZero();
            budget = budget.used(NOON);
        }

        assertThat(pause(budget, 10, NOON.plusSeconds(20))).isEqualTo(Duration.ofSeconds(40));
        assertThat(pause(budget, 10, NOON.plusSeconds(60))).isZero();
        assertThat(budget.used(NOON.plusSeconds(60)).used()).isEqualTo(1);
    }

    @Test
    void alwaysLeavesOneCall() {
        assertThat(pause(CallBudget.fresh(NOON), 1, NOON)).isZero();
        assertThat(pause(limit(1, 1))).isZero();
    }

    private static RateLimit limit(int limit, int remaining) {
        return new RateLimit(limit, remaining, NOON.plusSeconds(30));
    }

    private static Duration pause(RateLimit told) {
        return CallBudget.fresh(NOON).pause(Optional.of(told), 500, 80, NOON);
    }

    private static Duration pause(CallBudget budget, int callsPerMinute, Instant now) {
        return budget.pause(Optional.empty(), callsPerMinute, 80, now);
    }
}
