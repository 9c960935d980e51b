package io.advicly.calendly.platform.database;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/// When a connection has waited for too long.
class ProgressTest {

    private final Progress progress = new Progress();

    @Test
    void nothingUnderWayIsNeverOverdue() {
        assertThat(progress.isOverdue(System.nanoTime() + Long.MAX_VALUE / 4)).isFalse();
    }

    @Test
    void eachStatementHasItsOwnTime() {
        progress.begun(0, 100);
        progress.begun(90, 100);
        assertThat(progress.isOverdue(100)).isFalse();
        progress.ended(100);
        assertThat(progress.isOverdue(200)).as("the second came to its turn at 100").isFalse();
        assertThat(progress.isOverdue(201)).isTrue();
    }

    @Test
    void whatIsLongerAllowedBeforeIsForgotten() {
        progress.begun(0, 1_000);
        progress.ended(1);
        progress.begun(2, 100);
        assertThat(progress.isOverdue(103)).isTrue();
    }

    @Test
    void sayingGoodByeHasItsTimeToo() {
        progress.closing(0, 100);
        assertThat(progress.isOverdue(100)).isFalse();
        assertThat(progress.isOverdue(101)).isTrue();
    }

    @Test
    void isIdleOnlyWithNothingUnderWayAndNothingHeardSince() {
        progress.begun(0, 100);
        assertThat(progress.isIdleSince(50)).isFalse();
        progress.ended(10);
        assertThat(progress.isIdleSince(50)).isTrue();
        assertThat(progress.isIdleSince(5)).isFalse();
    }
}
