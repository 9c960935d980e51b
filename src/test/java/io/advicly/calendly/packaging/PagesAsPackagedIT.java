package io.advicly.calendly.packaging;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.ConsoleMessage;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Response;
import io.advicly.calendly.browser.Chromium;
import io.advicly.calendly.testing.Installation;
import io.advicly.calendly.testing.Person;
import io.advicly.calendly.testing.ServiceProcess;
import io.advicly.calendly.testing.SessionLink;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.condition.EnabledIf;

/// Pages in a browser as production serves them: with the headers of production, of what was
/// packaged. What a policy keeps from running there runs in the tests' own JVM all the same.
@Tag("jar")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@EnabledIf(
        value = "io.advicly.calendly.browser.Chromium#isInstalled",
        disabledReason = "no Chromium on this machine")
class PagesAsPackagedIT {

    /// What Chromium says where a page that no script has opened closes itself: the page says so.
    private static final String MAY_NOT_CLOSE = "Scripts may close only the windows";

    /// A server, as a browser lets no page of a public address read from this machine.
    private final StaticSite product = new StaticSite();

    private final Installation installation = Installation.create();
    private final List<String> complaints = new ArrayList<>();

    @SuppressWarnings("NullAway.Init") // started before all
    private ServiceProcess service;

    @SuppressWarnings("NullAway.Init")
    private Chromium chromium;

    @SuppressWarnings("NullAway.Init")
    private BrowserContext browser;

    /// There is no proxy in front that would speak HTTPS.
    @BeforeAll
    void start() {
        service =
                installation.start(
                        Map.of(
                                "quarkus.oidc.console.authentication.force-redirect-https-scheme",
                                "false",
                                "calendly.return-to.allowed",
                                "http://localhost:3000," + product.origin()));
        chromium = Chromium.launch();
    }

    @AfterAll
    void stop() {
        chromium.close();
        service.close();
        installation.close();
        product.close();
    }

    @BeforeEach
    void open() {
        complaints.clear();
        browser = chromium.context();
        browser.onConsoleMessage(this::note);
        browser.onWebError(error -> complaints.add("uncaught: " + error.error()));
        browser.onResponse(this::note);
    }

    private void note(ConsoleMessage message) {
        boolean matters = message.type().equals("error") || message.type().equals("warning");
        if (matters && !message.text().startsWith(MAY_NOT_CLOSE)) {
            complaints.add(message.type() + ": " + message.text());
        }
    }

    private void note(Response response) {
        if (response.status() >= 400) {
            complaints.add(response.status() + " " + response.url());
        }
    }

    @AfterEach
    void nothingWentWrong() {
        browser.close();
        assertThat(complaints).isEmpty();
    }

    /// From the link that a backend was given to the page that says how it went.
    @Test
    void aUserConnects() {
        Page page = browser.newPage();
        SessionLink session = SessionLink.of("packaged-olivia", Map.of());

        var _ = page.navigate(session.link() + "?popup=1");
        assertThat(page.locator("h1")).hasText("Connect Calendly");
        assertThat(page.evaluate("document.styleSheets[0].cssRules.length > 0")).isEqualTo(true);
        page.click("#go");
        page.check("#account-ada");
        page.click("#approve");

        assertThat(page.locator("h1")).hasText("Calendly is connected");
        // The script has tried to close the window, and found that it may not.
        assertThat(page.locator("#left")).isVisible();
    }

    @Test
    void aProductsPageShowsTheComponent() {
        SessionLink session =
                SessionLink.of(
                        "packaged-gina", Map.of("allowed_origins", List.of(product.origin())));
        product.serve("/settings", "text/html", settings());
        product.serve("/host.js", "text/javascript", host(session.token()));
        Page page = browser.newPage();

        var _ = page.navigate(product.origin() + "/settings");

        assertThat(page.locator("calendly-connect")).hasAttribute("state", "not-connected");
        assertThat(page.getByText("Calendly is not connected.")).isVisible();
    }

    /// With a policy as strict as docs/connect.md promises to do with.
    private String settings() {
        return """
        <!doctype html><html lang="en"><title>Product</title><link rel="icon" href="data:,">
        <meta http-equiv="Content-Security-Policy"
          content="default-src 'none'; img-src data:; connect-src %1$s; script-src 'self' %1$s">
        <script type="module" src="%1$s/connect.js"></script><calendly-connect></calendly-connect>
        <script type="module" src="/host.js"></script>\
        """
                .formatted(service.at("").toString());
    }

    private static String host(String token) {
        return "document.querySelector('calendly-connect').fetchToken = () => '%s'"
                .formatted(token);
    }

    /// Charts are there once the first minute is over.
    @Test
    void anOperatorLooksAtEveryPage() {
        Person admin = Person.admin();
        await().until(() ->
                !admin.get("/api/admin/overview").expect(200).body().get("series").isEmpty());
        Page page = browser.newPage();
        var _ = page.navigate(service.at("/console").toString());
        page.click("#person-adam");

        assertThat(page.locator("main h1")).hasText("Now");
        assertThat(page.locator("cc-chart canvas")).hasCount(4);
        List<String> pages =
                page.locator("nav[aria-label=Pages] a").all().stream()
                        .map(it -> it.getAttribute("href"))
                        .toList();
        assertThat(pages).hasSizeGreaterThan(8);
        for (String each : pages) {
            page.click("nav[aria-label=Pages] a[href='" + each + "']");
            assertThat(page.locator("nav a[aria-current=page]")).hasAttribute("href", each);
            assertThat(page.locator("main h1")).isVisible();
            assertThat(page.getByText("Looking…")).hasCount(0);
        }
    }
}
