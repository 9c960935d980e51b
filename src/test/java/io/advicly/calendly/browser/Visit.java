package io.advicly.calendly.browser;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Page;
import io.advicly.calendly.testing.Surroundings;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/// A window on the demo. Everything that goes wrong in any of its tabs is remembered.
final class Visit implements AutoCloseable {

    private final BrowserContext context;
    private final List<String> complaints = new ArrayList<>();
    private final Page demo;

    Visit(BrowserContext context) {
        this.context = context;
        context.onConsoleMessage(message -> {
            if (message.type().equals("error") || message.type().equals("warning")) {
                complaints.add(message.type() + ": " + message.text());
            }
        });
        context.onWebError(error -> complaints.add("uncaught: " + error.error()));
        context.onResponse(response -> {
            if (response.status() >= 400) {
                complaints.add(response.status() + " " + response.url());
            }
        });
        this.demo = context.newPage();
        var _ = demo.navigate(address());
    }

    /// On another site than the service, as it is announced.
    private static String address() {
        return "http://127.0.0.1:%d/?sandbox=%s&service=%s"
                .formatted(
                        Surroundings.service("").getPort(),
                        encoded(Surroundings.sandbox("")),
                        encoded(Surroundings.service("")));
    }

    private static String encoded(URI address) {
        return URLEncoder.encode(address.toString(), StandardCharsets.UTF_8);
    }

    Page demo() {
        return demo;
    }

    /// Follows a link that opens a tab of its own.
    Page tabBehind(String link) {
        return context.waitForPage(() -> demo.click(link));
    }

    void assertNothingWentWrong() {
        assertThat(complaints).isEmpty();
    }

    @Override
    public void close() {
        context.close();
    }
}
