package io.advicly.calendly.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static io.advicly.calendly.browser.Clicks.assertState;
import static io.advicly.calendly.browser.Clicks.assertWell;
import static io.advicly.calendly.browser.Clicks.button;
import static io.advicly.calendly.browser.Clicks.component;
import static io.advicly.calendly.browser.Clicks.consent;
import static io.advicly.calendly.browser.Clicks.popup;
import static io.advicly.calendly.browser.Clicks.said;
import static io.advicly.calendly.browser.Clicks.states;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.FrameLocator;
import com.microsoft.playwright.Page;
import io.advicly.calendly.testing.Dump;
import io.advicly.calendly.testing.SandboxResource;
import io.advicly.calendly.testing.SessionLink;
import io.advicly.calendly.testing.Surroundings;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/// What people see of `<calendly-connect>` where something around it fails or ends.
@QuarkusTest
@WithTestResource(SandboxResource.class)
class ComponentTroublesTest extends InChromium {

    private static final String NO_ACCESS = "This page has no access right now.";

    /// A page that is open for long: nothing is asked with a token that is known to be over.
    @Test
    void asksForAnotherTokenOnceOneHasEnded() {
        try (ProductSite site = site()) {
            site.serve("/token", ProductSite.token(() -> shortLived(site)));
            Page page = site.open();
            assertState(page, "not-connected");
            var _ =
                    page.waitForFunction(
                            "Date.now() > Date.parse(document.querySelector('calendly-connect').connection.session.expires_at)");

            var _ = component(page).evaluate("it => it.refresh()");

            assertState(page, "not-connected");
            assertThat(site.sessions()).hasSize(2);
            site.assertNothingWentWrong();
        }
    }

    private static String shortLived(ProductSite site) {
        SessionLink session = site.newSession();
        if (site.sessions().size() == 1) {
            Dump.execute(
                    "UPDATE connect_sessions SET expires_at = now() + interval '5 seconds'"
                            + " WHERE user_id = '%s'".formatted(site.user()));
        }
        return session.token();
    }

    /// By the clock of somebody whose clock is wrong, a session has ended before it began.
    @Test
    void doesNotAskAgainAndAgainWhereAClockIsAhead() {
        try (ProductSite site = site()) {
            site.serve(
                    "/settings",
                    ProductSite.page(
                            "<script>{ const now = Date.now; Date.now = () => now() + 7_200_000 }</script><calendly-connect></calendly-connect>"));
            Page page = site.open();
            assertState(page, "not-connected");

            consent(popup(page, "Connect Calendly"), "ada", "approve");

            assertWell(page, "ada@acme.test");
            assertThat(site.sessions()).hasSize(1);
            site.assertNothingWentWrong();
        }
    }

    @Test
    void saysThatThePageGivesNoToken() {
        try (ProductSite site = site()) {
            site.serve("/token", ProductSite.token(() -> ""));
            Page page = site.open();

            assertState(page, "error");
            assertThat(page.getByText(NO_ACCESS)).isVisible();
            assertThat(said(page)).containsExactly("error token");
            site.serve("/token", ProductSite.token(() -> site.newSession().token()));
            consent(popup(page, "Start again"), "ada", "approve");

            assertWell(page, "ada@acme.test");
            site.assertNothingWentWrong();
        }
    }

    /// A backend that never answers: whoever waits is told, and may ask it again. The page's clock
    /// runs a hundred times as fast.
    @Test
    void saysThatThePageGivesNoTokenInTime() {
        try (ProductSite site = site()) {
            site.serve(
                    "/settings",
                    ProductSite.page(
                            """
                            <script>{ const later = setTimeout; window.hurry = 100; window.setTimeout = (work, millis) => later(work, millis / hurry) }</script>
                            <calendly-connect></calendly-connect>
                            <script type="module">
                              const there = fetchToken
                              let asked = 0
                              const element = document.querySelector('calendly-connect')
                              element.fetchToken = () => asked++ ? there() : new Promise(() => {})
                            </script>\
                            """));
            Page page = site.open();

            assertState(page, "error");
            assertThat(page.getByText(NO_ACCESS)).isVisible();
            var _ = page.evaluate("window.hurry = 1");
            button(page, "Start again").click();

            assertState(page, "connecting");
            site.assertNothingWentWrong();
        }
    }

    /// The browser lets the page read no such answer, but the service is there.
    @Test
    void doesNotTellTheServiceAwayWhereATokenOpensNothing() {
        try (ProductSite site = site()) {
            site.serve("/token", ProductSite.token(() -> "nobody-has-made-this-one"));

            assertNoAccess(site.open());
        }
    }

    @Test
    void doesNotTellTheServiceAwayWhereAnOriginIsNotAllowed() {
        try (ProductSite site = site()) {
            site.serve(
                    "/token",
                    ProductSite.token(() -> SessionLink.of(site.user(), Map.of()).token()));

            assertNoAccess(site.open());
        }
    }

    /// Not an attempt that failed: it is over as soon as whoever comes back finds it so.
    private static void assertNoAccess(Page page) {
        assertState(page, "error");
        assertThat(page.getByText(NO_ACCESS)).isVisible();
        assertThat(said(page)).containsExactly("error token");
    }

    @Test
    void looksAgainByItselfOnceThePageIsComeBackTo() {
        try (ProductSite site = site()) {
            site.serve("/token", ProductSite.token(() -> "nobody-has-made-this-one"));
            Page page = site.open();
            assertNoAccess(page);
            site.serve("/token", ProductSite.token(() -> site.newSession().token()));

            var _ = page.evaluate("window.dispatchEvent(new Event('focus'))");

            assertState(page, "not-connected");
        }
    }

    /// A product's mistake in one text is no reason to show nothing.
    @Test
    void leavesOutATextThatIsNone() {
        try (ProductSite site = site()) {
            Page page = site.open();
            assertState(page, "not-connected");

            var _ =
                    component(page)
                            .evaluate(
                                    "it => { it.texts = {connect: 42, 'not-connected': null, reconnect: 'Once more'} }");

            assertThat(button(page, "Connect Calendly")).isVisible();
            assertThat(page.getByText("Calendly is not connected.")).isVisible();
            var _ = component(page).evaluate("it => { it.texts = {connect: '$& {account}'} }");
            assertThat(button(page, "\\$& .Calendly.")).isVisible();
            site.assertNothingWentWrong();
        }
    }

    /// The five lines of the documentation hand on whatever the backend answers.
    @Test
    void takesNoPageForAToken() {
        try (ProductSite site = site()) {
            site.serve("/token", ProductSite.token(() -> "<!doctype html>\n<p>Please sign in"));
            Page page = site.open();

            assertState(page, "error");
            assertThat(page.getByText(NO_ACCESS)).isVisible();
            assertThat(said(page)).containsExactly("error token");
            site.serve("/token", ProductSite.token(() -> site.newSession().token() + "\n"));
            button(page, "Start again").click();
            assertState(page, "connecting");
        }
    }

    @Test
    void saysThatTheServiceIsAway() {
        try (ProductSite site = site()) {
            Page page = site.open();
            assertState(page, "not-connected");
            var _ =
                    page.evaluate(
                            "() => { window.there = fetch; window.fetch = async () => { throw new TypeError() } }");

            Page popup = popup(page, "Connect Calendly");

            assertState(page, "unavailable");
            page.waitForCondition(popup::isClosed);
            assertThat(component(page).locator("[part=reason]")).isHidden();
            assertThat(said(page)).containsExactly("error unavailable");
            var _ = page.evaluate("window.fetch = there");
            button(page, "Try again").click();
            assertState(page, "not-connected");
        }
    }

    /// The window that has opened is used meanwhile.
    @Test
    void anAnswerThatIsLostEndsNothingThatHasBegun() {
        try (ProductSite site = site()) {
            Page page = site.open();
            assertState(page, "not-connected");
            var _ =
                    page.evaluate(
                            """
                            () => {
                              const there = fetch
                              let begun = false
                              window.fetch = async (...call) => {
                                if (begun) {
                                  window.fetch = there
                                  throw new TypeError('lost')
                                }
                                begun = call[1]?.method === 'POST'
                                return there(...call)
                              }
                            }\
                            """);

            consent(popup(page, "Connect Calendly"), "ada", "approve");

            assertWell(page, "ada@acme.test");
            assertThat(states(page)).doesNotContain("unavailable", "error");
            assertThat(said(page)).containsExactly("connected ada@acme.test");
        }
    }

    /// A connection that has died, of which nobody tells either end: whoever waits asks again. The
    /// page's time limits are a sixtieth of what they are.
    @Test
    void asksAgainWhereAHeldCallIsNeverAnswered() throws IOException {
        try (ProductSite site = site();
                BrowserContext elsewhere = chromium().context();
                ServerSocket silent = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            site.serve("/settings", ProductSite.page(firstHeldAt(silent)));
            Page page = site.open();
            assertState(page, "not-connected");
            var _ = popup(page, "Connect Calendly");
            var _ = page.waitForFunction("window.held > 0");

            Page another = elsewhere.newPage();
            var _ = another.navigate(site.sessions().getFirst().link().toString());
            consent(another, "ada", "approve");

            assertWell(page, "ada@acme.test");
            assertThat(said(page)).containsExactly("connected ada@acme.test");
        }
    }

    /// The first call that is held is accepted there, and never answered.
    private static String firstHeldAt(ServerSocket silent) {
        return """
        <script>{
          const [there, limit] = [fetch, AbortSignal.timeout]
          window.held = 0
          AbortSignal.timeout = millis => limit.call(AbortSignal, held ? millis : millis / 15)
          window.fetch = (to, call) => there(String(to).includes('wait=') && !held++ ? 'http://127.0.0.1:%d/' : to, call)
        }</script>
        <calendly-connect></calendly-connect>
        """
                .formatted(silent.getLocalPort());
    }

    /// The page after the consent, whose look at how it went is never answered: it looks again.
    @Test
    void thePageThatWaitsAsksAgain() {
        try (ProductSite site = site(Map.of("locale", "en"));
                BrowserContext elsewhere = chromium().context()) {
            site.serve("/settings", ProductSite.page(""));
            String link = site.newSession().link().toString();
            Page page = site.open();
            var _ = page.navigate(resultOf(site.user()));
            assertThat(page.locator("h1")).hasText("One moment, please");
            var _ =
                    page.evaluate(
                            "() => { AbortSignal.timeout = (limit => millis => limit.call(AbortSignal, millis / 60))(AbortSignal.timeout) }");
            AtomicInteger looks = new AtomicInteger();
            page.route(
                    "**/connect/result/*",
                    route -> {
                        if (looks.getAndIncrement() > 0) {
                            route.resume();
                        }
                    });
            page.waitForCondition(() -> looks.get() > 0);

            Page another = elsewhere.newPage();
            var _ = another.navigate(link);
            consent(another, "ada", "approve");

            assertThat(page.locator("h1")).hasText("Calendly is connected");
        }
    }

    private static String resultOf(String user) {
        String id =
                Dump.column(
                                "SELECT id FROM connect_sessions WHERE user_id = '%s' ORDER BY created_at DESC LIMIT 1"
                                        .formatted(user))
                        .getFirst();
        return Surroundings.service("/connect/result/" + id).toString();
    }

    /// A product within another's frame: a window opens, and the frame learns how it went.
    @Test
    void worksInAFrameOfAnotherSite() {
        try (ProductSite site = site()) {
            String outer = ProductSite.origin().replace("product.", "portal.");
            site.serve(
                    "/portal",
                    ProductServer.File.html(
                            "<!doctype html><title>Portal</title><link rel=icon href=data:,><iframe src='"
                                    + ProductSite.origin()
                                    + "/settings'></iframe>"));
            Page page = site.open("/settings");
            var _ = page.navigate(outer + "/portal");
            FrameLocator frame = page.frameLocator("iframe");

            Page popup = page.waitForPopup(() -> frame.locator("[part~=connect]").click());
            consent(popup, "ada", "approve");

            assertThat(frame.locator("calendly-connect")).hasAttribute("state", Clicks.WELL);
            site.assertNothingWentWrong();
        }
    }
}
