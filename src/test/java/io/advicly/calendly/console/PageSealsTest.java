package io.advicly.calendly.console;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class PageSealsTest {

    private static final List<String> SESSION =
            List.of("q_session_console=a", "q_session_console_chunk_1=b");

    private final PageSeals seals = new PageSeals("a secret of thirty-two characters");

    @Test
    void isGoodForItsOwnSessionAlone() {
        String token = seals.tokenOf(SESSION);

        assertThat(seals.isOf(SESSION, token)).isTrue();
        assertThat(seals.isOf(List.of("q_session_console=other"), token)).isFalse();
        assertThat(seals.isOf(SESSION, null)).isFalse();
        assertThat(seals.isOf(SESSION, "")).isFalse();
    }

    @Test
    void isNobodyElses() {
        PageSeals other = new PageSeals("another secret of thirty-two characters");

        assertThat(seals.isOf(SESSION, other.tokenOf(SESSION))).isFalse();
    }
}
