package io.advicly.calendly.platform.claims;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class ReadOnlySpellTest {

    private final ReadOnlySpell spell = new ReadOnlySpell();

    @Test
    void oneWhoCanWriteIsKept() {
        assertThat(spell.isTooLong(false, true, seconds(0))).isFalse();
        assertThat(spell.isTooLong(false, true, seconds(100))).isFalse();
    }

    @Test
    void oneWhoCouldIsGivenUpBeforeOthersMissIt() {
        assertThat(spell.isTooLong(true, true, seconds(0))).isFalse();
        assertThat(spell.isTooLong(true, true, seconds(2))).isTrue();
    }

    /// Connecting anew has not helped, and may not help for long.
    @Test
    void oneWhoNeverCouldIsGivenUpNowAndThen() {
        assertThat(spell.isTooLong(true, false, seconds(0))).isFalse();
        assertThat(spell.isTooLong(true, false, seconds(2))).isFalse();
        assertThat(spell.isTooLong(true, false, seconds(6))).isTrue();
    }

    @Test
    void aSpellThatHasEndedDoesNotCount() {
        assertThat(spell.isTooLong(true, true, seconds(0))).isFalse();
        assertThat(spell.isTooLong(false, true, seconds(1))).isFalse();
        assertThat(spell.isTooLong(true, true, seconds(2))).isFalse();
    }

    @Test
    void norDoesOneOfTheSessionBefore() {
        assertThat(spell.isTooLong(true, true, seconds(0))).isFalse();
        spell.over();
        assertThat(spell.isTooLong(true, true, seconds(2))).isFalse();
    }

    private static long seconds(int seconds) {
        return TimeUnit.SECONDS.toNanos(seconds);
    }
}
