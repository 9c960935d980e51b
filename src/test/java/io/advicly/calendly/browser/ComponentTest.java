package io.advicly.calendly.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static io.advicly.calendly.browser.Clicks.assertState;
import static io.advicly.calendly.browser.Clicks.assertWell;
import static io.advicly.calendly.browser.Clicks.button;
import static io.advicly.calendly.browser.Clicks.consent;
import static io.advicly.calendly.browser.Clicks.decide;
import static io.advicly.calendly.browser.Clicks.popup;
import static io.advicly.calendly.browser.Clicks.said;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Page;
import io.advicly.calendly.testing.Calendar;
import io.advicly.calendly.testing.Person;
import io.advicly.calendly.testing.SandboxResource;
import io.advicly.calendly.testing.SessionLink;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.util.Map;
import org.junit.jupiter.api.Test;

/// What else may happen between a page with `<calendly-connect>`, its windows and tabs, and
/// Calendly.
@QuarkusTest
@WithTestResource(SandboxResource.class)
class ComponentTest extends InChromium {

    /// What all tests here rely on: the browser keeps no cookie of a third party.
    @Test
    void theBrowserKeepsNoCookiesOfThirdParties() {
        try (ProductSite site = site()) {
            String third = ProductSite.origin().replace("product.", "third.");
            site.serve(
                    "/cookie",
                    new ProductServer.File(
                            "text/plain",
                            Map.of(
                                    "Set-Cookie",
                                    "third=1; SameSite=None; Secure; Path=/",
                                    "Access-Control-Allow-Origin",
                                    ProductSite.origin(),
                                    "Access-Control-Allow-Credentials",
                                    "true"),
                            () -> "given"));
            Page page = site.open();

            assertThat(
                            page.evaluate(
                                    "address => fetch(address, {credentials: 'include'}).then(it => it.text())",
                                    third + "/cookie"))
                    .isEqualTo("given");
            assertThat(page.context().cookies(third)).isEmpty();
            Page first = page.context().newPage();
            var _ = first.navigate(third + "/cookie");
            assertThat(page.context().cookies(third)).hasSize(1);
        }
    }

    /// Nobody has clicked: the browser itself opens no window, and the page goes.
    @Test
    void goesThereItselfWhereTheBrowserRefusesThePopUp() {
        try (ProductSite site = site(back())) {
            site.serve(
                    "/settings",
                    ProductSite.page(
                            "<calendly-connect></calendly-connect><script>"
                                    + "document.addEventListener('calendly-state', it => {"
                                    + " if (it.detail.state === 'not-connected') it.target.connect() })</script>"));
            Page page = site.open();

            page.waitForURL("**/connect/*");
            assertThat(page.context().pages()).hasSize(1);
            consent(page, "ada", "approve");

            page.waitForURL(ProductSite.origin() + "/settings?calendly=connected");
            assertWell(page, "ada@acme.test");
            site.assertNothingWentWrong();
        }
    }

    @Test
    void anotherTabOfTheProductLearnsOfIt() {
        try (ProductSite site = site()) {
            Page other = site.open();
            Page page = site.open();
            assertState(other, "not-connected");

            consent(popup(page, "Connect Calendly"), "ada", "approve");

            assertWell(page, "ada@acme.test");
            assertWell(other, "ada@acme.test");
            button(other, "Disconnect").click();
            assertState(page, "not-connected");
            site.assertNothingWentWrong();
        }
    }

    /// Both are open at once, with an account each: whoever is told the account is told the truth.
    @Test
    void twoTabsThatConsentAtOnceAgreeInTheEnd() {
        try (ProductSite site = site()) {
            Page one = site.open();
            Page two = site.open();
            Page first = popup(one, "Connect Calendly");
            Page second = popup(two, "Connect Calendly");
            first.click("#go");
            second.click("#go");

            decide(second, "gina", "approve");
            assertWell(two, "gina@globex.test");
            decide(first, "ada", "approve");

            assertWell(one, "ada@acme.test");
            assertWell(two, "ada@acme.test");
            assertThat(Person.named(site.user()).connection().at("/account/email").asText())
                    .isEqualTo("ada@acme.test");
            site.assertNothingWentWrong();
        }
    }

    @Test
    void canBeStartedAgainAfterTheBackButton() {
        try (ProductSite site = site(back())) {
            site.serve(
                    "/settings",
                    ProductSite.page("<calendly-connect mode=\"redirect\"></calendly-connect>"));
            Page page = site.open();
            button(page, "Connect Calendly").click();
            page.click("#go");
            assertThat(page.locator("#approve")).isVisible();
            var _ = page.goBack();
            assertThat(page.locator("#go")).isVisible();
            var _ = page.goBack();

            assertState(page, "not-connected");
            button(page, "Connect Calendly").click();
            consent(page, "ada", "approve");
            page.waitForURL(ProductSite.origin() + "/settings?calendly=connected");

            assertWell(page, "ada@acme.test");
            site.assertNothingWentWrong();
        }
    }

    /// By the back button and a second consent, and by asking for the page once more.
    @Test
    void theCallbackAskedTwiceTellsTheTruthBothTimes() {
        try (ProductSite site = site()) {
            Page denied = link(chromium().context(), site, site.newSession());
            consent(denied, "ada", "deny");
            assertThat(denied.locator("h1")).hasText("Calendly was not connected");
            var _ = denied.goBack();
            decide(denied, "ada", "approve");
            assertThat(denied.locator("h1")).hasText("Calendly was not connected");
            assertThat(denied.locator("main")).containsText("Consent was not given");
            denied.context().close();

            Page tab = link(chromium().context(), site, site.newSession());
            consent(tab, "ada", "approve");
            assertThat(tab.locator("h1")).hasText("Calendly is connected");
            var _ = tab.reload();
            assertThat(tab.locator("h1")).hasText("Calendly is connected");
            var _ = tab.goBack();
            decide(tab, "ada", "approve");
            assertThat(tab.locator("h1")).hasText("Calendly is connected");
            tab.context().close();
            site.assertNothingWentWrong();
        }
    }

    /// Somebody has to consent again, and does so where they read their mail.
    @Test
    void aReconnectLinkIsOpenedInASecondBrowser() {
        try (ProductSite site = site()) {
            Page page = site.open();
            consent(popup(page, "Connect Calendly"), "ada", "approve");
            assertState(page, "connected"); // the sync that is under way would be the one asked for
            Calendar.control("POST", "/_control/grants/revoke", Map.of("account", "ada"), 200);
            Person user = Person.named(site.user());
            user.post("/api/calendly/connection/sync", Map.of()).expect(202);
            await().untilAsserted(() ->
                    assertThat(user.connection().get("status").asText())
                            .isEqualTo("needs_reconnect"));
            SessionLink mailed = site.newSession();

            // One browser begins, another one ends it.
            Page begun = link(chromium().context(), site, mailed);
            begun.click("#go");
            assertThat(begun.locator("#approve")).isVisible();
            Page elsewhere = link(chromium().context(), site, mailed);
            consent(elsewhere, "ada", "approve");
            assertThat(elsewhere.locator("h1")).hasText("Calendly is connected");
            elsewhere.context().close();

            // The first one finds out, whether it goes on or opens the link again.
            decide(begun, "ada", "deny");
            assertThat(begun.locator("h1")).hasText("Calendly is connected");
            var _ = begun.navigate(mailed.link().toString());
            assertThat(begun.locator("h1")).hasText("This link has been used");
            begun.context().close();
            var _ = page.reload();
            assertWell(page, "ada@acme.test");
        }
    }

    /// Whoever has thought better of it keeps what they had.
    @Test
    void aDeniedSwitchKeepsTheAccount() {
        try (ProductSite site = site()) {
            Page page = site.open();
            consent(popup(page, "Connect Calendly"), "ada", "approve");
            assertWell(page, "ada@acme.test");

            consent(popup(page, "Use another account"), "gina", "deny");
            assertState(page, "error");
            button(page, "Keep .*ada@acme.test").click();

            assertWell(page, "ada@acme.test");
            assertThat(said(page))
                    .containsExactly("connected ada@acme.test", "error access_denied");
            site.assertNothingWentWrong();
        }
    }

    @Test
    void aSwitchThatIsBegunByMistakeIsLeftByAClick() {
        try (ProductSite site = site()) {
            Page page = site.open();
            consent(popup(page, "Connect Calendly"), "ada", "approve");
            assertWell(page, "ada@acme.test");

            popup(page, "Use another account").close();
            assertState(page, "connecting");
            button(page, "Keep .*ada@acme.test").click();

            assertWell(page, "ada@acme.test");
            assertThat(said(page)).containsExactly("connected ada@acme.test");
            site.assertNothingWentWrong();
        }
    }

    /// What the address says is what anybody may have written.
    @Test
    void anAddressThatSaysSoMakesNobodyConnected() {
        try (ProductSite site = site()) {
            Page page = site.open();
            assertState(page, "not-connected");

            var _ = page.navigate(page.url() + "?calendly=connected");

            assertState(page, "not-connected");
            assertThat(said(page)).isEmpty();
        }
    }

    @Test
    void oneDoubleClickOpensOneWindow() {
        try (ProductSite site = site()) {
            Page page = site.open();
            assertState(page, "not-connected");

            button(page, "Connect Calendly").dblclick();
            assertState(page, "connecting");
            page.waitForCondition(() -> page.context().pages().size() > 1);
            Page popup = page.context().pages().getLast();
            consent(popup, "ada", "approve");

            assertWell(page, "ada@acme.test");
            assertThat(site.sessions()).hasSize(1);
            site.assertNothingWentWrong();
        }
    }

    /// The window was closed, lost, or stands open behind others: nobody looks after it.
    @Test
    void canAlwaysBeStartedAgain() {
        try (ProductSite site = site()) {
            Page page = site.open();
            popup(page, "Connect Calendly").close();
            Page second = popup(page, "Start again");
            second.click("#go");
            Page third = popup(page, "Start again");

            consent(third, "ada", "approve");

            assertWell(page, "ada@acme.test");
            decide(second, "gina", "approve");
            assertThat(second.locator("h1")).hasText("Calendly is connected");
            assertThat(Person.named(site.user()).connection().at("/account/email").asText())
                    .isEqualTo("gina@globex.test");
            var _ = page.evaluate("dispatchEvent(new FocusEvent('focus'))");
            assertWell(page, "gina@globex.test");
            site.assertNothingWentWrong();
        }
    }

    private static Map<String, ?> back() {
        return Map.of("return_to", ProductSite.origin() + "/settings");
    }

    /// The link, opened in a browser of its own.
    private static Page link(BrowserContext browser, ProductSite site, SessionLink session) {
        site.watch(browser);
        Page page = browser.newPage();
        var _ = page.navigate(session.link().toString());
        return page;
    }
}
