package io.advicly.calendly.lifecycle.callback;

import static org.assertj.core.api.Assertions.assertThat;

import io.advicly.calendly.lifecycle.state.Reason;
import io.advicly.calendly.lifecycle.state.Redirects;
import java.net.URI;
import org.junit.jupiter.api.Test;

class RedirectsTest {

    @Test
    void addsTheOutcomeToWhatTheAddressHolds() {
        assertThat(
                        Redirects.connected(
                                URI.create("https://app.example.com/settings?tab=a%26b#top")))
                .hasToString("https://app.example.com/settings?tab=a%26b&calendly=connected#top");
    }

    @Test
    void replacesTheOutcomeOfAnEarlierAttempt() {
        assertThat(
                        Redirects.connected(
                                URI.create(
                                        "https://a.example/?calendly=error&reason=state_expired")))
                .hasToString("https://a.example/?calendly=connected");
    }

    @Test
    void saysWhyItFailed() {
        assertThat(Redirects.failed(URI.create("https://a.example/x"), Reason.ACCESS_DENIED))
                .hasToString("https://a.example/x?calendly=error&reason=access_denied");
    }
}
