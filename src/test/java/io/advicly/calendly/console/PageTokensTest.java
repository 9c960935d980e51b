package io.advicly.calendly.console;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class PageTokensTest {

    private static final List<String> SESSION =
            List.of("q_session_console=a", "q_session_console_chunk_1=b");

    private final PageTokens tokens = new PageTokens("a secret of thirty-two characters");

    @Test
    void isGoodForItsOwnSessionAlone() {
        String token = tokens.of(SESSION);

        assertThat(tokens.isOf(SESSION, token)).isTrue();
        assertThat(tokens.isOf(List.of("q_session_console=other"), token)).isFalse();
        assertThat(tokens.isOf(SESSION, null)).isFalse();
        assertThat(tokens.isOf(SESSION, "")).isFalse();
    }

    @Test
    void isNobodyElses() {
        PageTokens other = new PageTokens("another secret of thirty-two characters");

        assertThat(tokens.isOf(SESSION, other.of(SESSION))).isFalse();
    }
}
