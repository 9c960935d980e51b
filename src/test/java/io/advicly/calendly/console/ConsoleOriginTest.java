package io.advicly.calendly.console;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class ConsoleOriginTest {

    private static final String HOST = "console.example.test";

    @Test
    void whatTheBrowserSaysOfTheSiteDecides() {
        assertThat(ConsoleOrigin.isOurs("same-origin", null, HOST)).isTrue();
        assertThat(ConsoleOrigin.isOurs("same-site", "https://" + HOST, HOST)).isFalse();
        assertThat(ConsoleOrigin.isOurs("cross-site", null, HOST)).isFalse();
        assertThat(ConsoleOrigin.isOurs("none", null, HOST)).isFalse();
    }

    @Test
    void elseTheOriginDoes() {
        assertThat(ConsoleOrigin.isOurs(null, "https://" + HOST, HOST)).isTrue();
        assertThat(ConsoleOrigin.isOurs(null, "https://other.example.test", HOST)).isFalse();
        assertThat(ConsoleOrigin.isOurs(null, "null", HOST)).isFalse();
        assertThat(ConsoleOrigin.isOurs(null, "https://" + HOST, null)).isFalse();
        assertThat(ConsoleOrigin.isOurs(null, null, HOST)).isTrue();
    }
}
