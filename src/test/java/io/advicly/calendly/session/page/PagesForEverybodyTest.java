package io.advicly.calendly.session.page;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Route;
import com.microsoft.playwright.options.ColorScheme;
import io.advicly.calendly.browser.Chromium;
import io.advicly.calendly.lifecycle.state.Reason;
import io.advicly.calendly.security.identity.Caller;
import io.advicly.calendly.session.ConnectSession;
import io.advicly.calendly.session.SessionState;
import io.advicly.calendly.testing.Axe;
import io.advicly.calendly.testing.SandboxResource;
import io.advicly.calendly.testing.Surroundings;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.net.URI;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.condition.EnabledIf;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Every page that the service has people look at can be used by everybody: with its own style and
/// script, under its own policy, in each language, light and dark, in either direction.
@QuarkusTest
@WithTestResource(SandboxResource.class)
@EnabledIf(
        value = "io.advicly.calendly.browser.Chromium#isInstalled",
        disabledReason = "no Chromium on this machine")
class PagesForEverybodyTest {

    private static final String ADDRESS = "/connect/page-of-a-test";
    private static final Optional<URI> BACK = Optional.of(URI.create("https://app.test/"));

    private static Chromium chromium;

    private final ConnectPage pages = new ConnectPage(new PageTexts());
    private String shown = "";

    @BeforeAll
    static void open() {
        chromium = Chromium.launch();
    }

    @AfterAll
    static void close() {
        chromium.close();
    }

    @ParameterizedTest
    @ValueSource(strings = {"en", "de", "fr", "es", "pt", "ja"})
    @EnabledIf(
            value = "io.advicly.calendly.testing.Npm#isInstalled",
            disabledReason = "no npm on this machine")
    void canUseThem(String language) {
        try (BrowserContext browser = chromium.context()) {
            List<String> complaints = new ArrayList<>();
            browser.onConsoleMessage(it -> complaints.add(it.text()));
            browser.onWebError(it -> complaints.add(it.error()));
            // As in a browser that keeps windows open.
            browser.addInitScript("window.close = () => {}");
            browser.route("**" + ADDRESS, this::answer);
            Page page = browser.newPage();
            all(language).forEach((name, html) -> look(page, language, name, html));
            assertThat(complaints).isEmpty();
        }
    }

    private void look(Page page, String language, String name, String html) {
        shown = html;
        var _ = page.navigate(Surroundings.service(ADDRESS).toString());
        if (name.contains("pop-up")) {
            assertThat(page.locator("#close")).isVisible();
            if (name.startsWith("done")) {
                assertThat(page.locator("#left")).isVisible();
            }
        }
        for (ColorScheme theme : List.of(ColorScheme.LIGHT, ColorScheme.DARK)) {
            page.emulateMedia(new Page.EmulateMediaOptions().setColorScheme(theme));
            Axe.assertNone(page, String.join(" ", name, language, theme.name()));
        }
        var _ = page.evaluate("document.documentElement.dir = 'rtl'");
        Axe.assertNone(page, name + " from right to left");
    }

    private Map<String, String> all(String language) {
        Map<String, String> all = new LinkedHashMap<>();
        all.put("question", pages.ask(language, session(), "Product"));
        for (String what : List.of("expired", "used", "unknown", "strange", "often", "away")) {
            all.put(what, pages.notice(language, what));
        }
        all.put("moment", pages.moment(language));
        all.put("done", pages.result(language, null, false, Optional.empty()));
        all.put("done in a pop-up", pages.result(language, null, true, BACK));
        boolean popUp = true;
        for (Reason reason : Reason.values()) {
            all.put(reason.name(), pages.result(language, reason.code(), popUp, BACK));
            popUp = !popUp;
        }
        all.put(
                "failed in a pop-up",
                pages.result(language, Reason.ACCESS_DENIED.code(), true, Optional.empty()));
        return all;
    }

    private void answer(Route route) {
        route.fulfill(
                new Route.FulfillOptions()
                        .setContentType("text/html; charset=utf-8")
                        .setHeaders(Map.of("Content-Security-Policy", PageReply.POLICY))
                        .setBody(shown));
    }

    private static ConnectSession session() {
        return new ConnectSession(
                UUID.randomUUID(),
                new Caller("default", "olivia"),
                null,
                Set.of(),
                false,
                null,
                SessionState.OPEN,
                null,
                Instant.MAX);
    }
}
