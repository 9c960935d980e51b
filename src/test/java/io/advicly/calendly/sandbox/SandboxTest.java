package io.advicly.calendly.sandbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class SandboxTest {
    private static final SandboxOptions OPTIONS = SandboxOptions.defaults().withAnyPort();

    @Test
    void closingFreesThePortAndTheThreads() {
        Set<Thread> before = threads();
        int port;
        try (Sandbox sandbox = Sandbox.start(OPTIONS)) {
            port = sandbox.port();
            assertThat(new Browser(sandbox.baseUrl()).get("/").status()).isEqualTo(200);
        }
        await().atMost(Duration.ofMinutes(1))
                .untilAsserted(() -> assertThat(threads()).isSubsetOf(before));
        try (Sandbox sandbox = Sandbox.start(OPTIONS.withPort(port))) {
            assertThat(sandbox.port()).isEqualTo(port);
        }
    }

    @Test
    void aTakenPortIsSaid() {
        try (Sandbox sandbox = Sandbox.start(OPTIONS)) {
            SandboxOptions same = OPTIONS.withPort(sandbox.port());
            assertThatThrownBy(() -> Sandbox.start(same))
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessageContaining("port " + sandbox.port());
        }
    }

    @Test
    void optionsHoldAfterAReset() {
        SandboxOptions options =
                OPTIONS.withRedirectUri("http://localhost:9/cb").withSwitch("rotation", "legacy");
        try (Sandbox sandbox = Sandbox.start(options)) {
            Browser browser = new Browser(sandbox.baseUrl());
            browser.post("/_control/reset", "");
            assertThat(browser.get("/_control/switches").json().path("rotation").asText())
                    .isEqualTo("legacy");
            assertThat(browser.get("/_control/apps").text()).contains("http://localhost:9/cb");
        }
    }

    @Test
    void wrongOptionsDoNotStart() {
        SandboxOptions wrong = OPTIONS.withSwitch("rotation", "sometimes");
        assertThatThrownBy(() -> Sandbox.start(wrong))
                .isInstanceOf(IllegalStateException.class)
                .hasRootCauseMessage("rotation wants strict or legacy");
    }

    private static Set<Thread> threads() {
        return Thread.getAllStackTraces().keySet().stream()
                .filter(thread -> thread.getName().startsWith("vert.x-"))
                .collect(Collectors.toSet());
    }
}
