package io.advicly.calendly.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import io.advicly.calendly.testing.Calendar;
import io.advicly.calendly.testing.SandboxResource;
import io.advicly.calendly.testing.SessionLink;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIf;

/// `<calendly-connect>` on a page of another site, in a browser that keeps no cookies of third
/// parties.
@QuarkusTest
@WithTestResource(SandboxResource.class)
@EnabledIf(
        value = "io.advicly.calendly.browser.Chromium#isInstalled",
        disabledReason = "no Chromium on this machine")
class ComponentTest {

    private static final Pattern WELL = Pattern.compile("connected|syncing");
    private static final Map<String, String> BACK =
            Map.of("return_to", ProductSite.ORIGIN + "/settings");

    private static Chromium chromium;

    @BeforeAll
    static void open() {
        chromium = Chromium.launch();
    }

    @AfterAll
    static void close() {
        chromium.close();
    }

    @BeforeEach
    void startOver() {
        Calendar.reset();
    }

    @Test
    void connectsInAPopUpThatClosesItself() {
        try (ProductSite site = site(Map.of())) {
            Page page = site.open();
            Page popup = popup(page, "Connect Calendly");
            assertThat(component(page)).hasAttribute("state", "connecting");

            consent(popup, "ada", "approve");

            assertThat(component(page)).hasAttribute("state", WELL);
            assertThat(page.getByText("ada@acme.test")).isVisible();
            page.waitForCondition(popup::isClosed);
            assertThat(said(page)).isEqualTo("connected ");
            site.assertNothingWentWrong();
        }
    }

    /// Calendly may take the window away from whoever opened it.
    @Test
    void needsNothingOfTheWindowThatItHasOpened() {
        Calendar.switchTo("opener_policy", "same-origin");
        try (ProductSite site = site(Map.of())) {
            Page page = site.open();
            Page popup = popup(page, "Connect Calendly");

            consent(popup, "ada", "approve");

            assertThat(component(page)).hasAttribute("state", WELL);
            page.waitForCondition(() -> popup.isClosed() || popup.locator("#close").isVisible());
            site.assertNothingWentWrong();
        }
    }

    @Test
    void goesThereItselfWhereThePopUpIsRefused() {
        try (ProductSite site = site(BACK)) {
            Page page = site.open();
            var _ = page.evaluate("window.open = () => null");
            button(page, "Connect Calendly").click();

            consentAndGoBack(page);

            assertThat(component(site.open())).hasAttribute("state", WELL);
        }
    }

    @Test
    void saysThatConsentWasDeniedAndStartsAgain() {
        try (ProductSite site = site(Map.of())) {
            Page page = site.open();
            Page denied = popup(page, "Connect Calendly");
            consent(denied, "ada", "deny");

            assertThat(component(page)).hasAttribute("state", "error");
            assertThat(said(page)).isEqualTo("error access_denied");
            Page again = popup(page, "Start again");
            consent(again, "ada", "approve");

            assertThat(component(page)).hasAttribute("state", WELL);
            site.assertNothingWentWrong();
        }
    }

    @Test
    void anotherTabOfTheProductLearnsOfIt() {
        try (ProductSite site = site(Map.of())) {
            Page other = site.open();
            Page page = site.open();
            assertThat(component(other)).hasAttribute("state", "not-connected");

            consent(popup(page, "Connect Calendly"), "ada", "approve");

            assertThat(component(page)).hasAttribute("state", WELL);
            assertThat(component(other)).hasAttribute("state", WELL);
            site.assertNothingWentWrong();
        }
    }

    @Test
    void canBeStartedAgainAfterTheBackButton() {
        try (ProductSite site = site(BACK)) {
            Page page = site.open();
            var _ = page.evaluate("window.open = () => null");
            button(page, "Connect Calendly").click();
            assertThat(page.locator("#go")).isVisible();
            var _ = page.goBack();

            assertThat(component(page)).hasAttribute("state", "not-connected");
            var _ = page.evaluate("window.open = () => null");
            button(page, "Connect Calendly").click();
            consentAndGoBack(page);

            assertThat(component(site.open())).hasAttribute("state", WELL);
        }
    }

    @Test
    void aLinkIsOpenedInASecondBrowser() {
        try (ProductSite site = site(Map.of());
                BrowserContext elsewhere = chromium.context()) {
            SessionLink session = site.newSession();
            Page first = elsewhere.newPage();
            var _ = first.navigate(session.link().toString());
            first.click("#go");
            assertThat(first.locator("#approve")).isVisible();
            try (BrowserContext second = chromium.context()) {
                Page page = second.newPage();
                var _ = page.navigate(session.link().toString());

                consent(page, "ada", "approve");

                assertThat(page.locator("h1")).hasText("Calendly is connected");
            }
            assertThat(component(site.open())).hasAttribute("state", WELL);
            site.assertNothingWentWrong();
        }
    }

    @Test
    void disconnectsAndConnectsAgainWithASessionOfItsOwn() {
        try (ProductSite site = site(Map.of())) {
            Page page = site.open();
            consent(popup(page, "Connect Calendly"), "ada", "approve");
            assertThat(component(page)).hasAttribute("state", WELL);

            button(page, "Disconnect").click();
            assertThat(component(page)).hasAttribute("state", "not-connected");
            consent(popup(page, "Connect Calendly"), "gina", "approve");

            assertThat(component(page)).hasAttribute("state", WELL);
            assertThat(page.getByText("gina@")).isVisible();
        }
    }

    private static ProductSite site(Map<String, ?> session) {
        return new ProductSite(chromium.context(), session);
    }

    private static Page popup(Page page, String name) {
        return page.waitForPopup(() -> button(page, name).click());
    }

    /// Playwright answers for no address that a redirect leads to: that it does is what counts.
    private static void consentAndGoBack(Page page) {
        var _ =
                page.waitForRequest(
                        ProductSite.ORIGIN + "/settings?calendly=connected",
                        () -> consent(page, "ada", "approve"));
    }

    private static void consent(Page page, String account, String decision) {
        page.click("#go");
        page.check("#account-" + account);
        page.click("#" + decision);
    }

    private static Object said(Page page) {
        return page.evaluate("said.join()");
    }

    private static Locator component(Page page) {
        return page.locator("calendly-connect");
    }

    private static Locator button(Page page, String name) {
        return page.getByRole(
                AriaRole.BUTTON, new Page.GetByRoleOptions().setName(Pattern.compile(name)));
    }
}
