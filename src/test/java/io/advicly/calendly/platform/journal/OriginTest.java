package io.advicly.calendly.platform.journal;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class OriginTest {

    @Test
    void shortensTheUserAgentAndTakesControlCharactersOut() {
        assertThat(Origin.of("::1", "a\r\nb" + "c".repeat(500)).userAgent())
                .hasSize(200)
                .startsWith("a  bccc");
    }

    @Test
    void keepsWhatIsMissingMissing() {
        assertThat(Origin.of(null, null)).isEqualTo(Origin.NONE);
        assertThat(Origin.of("::1", "curl/8.5.0")).isEqualTo(new Origin("::1", "curl/8.5.0"));
    }
}
