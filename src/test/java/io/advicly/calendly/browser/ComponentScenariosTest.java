package io.advicly.calendly.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static io.advicly.calendly.browser.Clicks.assertState;
import static io.advicly.calendly.browser.Clicks.assertWell;
import static io.advicly.calendly.browser.Clicks.button;
import static io.advicly.calendly.browser.Clicks.component;
import static io.advicly.calendly.browser.Clicks.consent;
import static io.advicly.calendly.browser.Clicks.said;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Page;
import io.advicly.calendly.testing.Calendar;
import io.advicly.calendly.testing.Person;
import io.advicly.calendly.testing.SandboxResource;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// What people do with Calendly in a product, by clicking: a first connection, a reconnect, another
/// account, and leaving; in each way in which a browser lets them consent.
@QuarkusTest
@WithTestResource(SandboxResource.class)
class ComponentScenariosTest extends InChromium {

    /// How the consent page is come to, and left.
    enum Way {
        POPUP,
        /// Calendly takes the window away from whoever opened it.
        POPUP_WITHOUT_OPENER,
        /// The browser opens none.
        POPUP_REFUSED,
        REDIRECT;

        boolean inAWindow() {
            return this == POPUP || this == POPUP_WITHOUT_OPENER;
        }

        ProductSite site() {
            BrowserContext browser = chromium().context();
            if (this == POPUP_REFUSED) {
                browser.addInitScript("window.open = () => null");
            }
            if (this == POPUP_WITHOUT_OPENER) {
                Calendar.switchTo("opener_policy", "same-origin");
            }
            ProductSite site =
                    new ProductSite(
                            browser, Map.of("return_to", ProductSite.origin() + "/settings"));
            if (this == REDIRECT) {
                site.serve(
                        "/settings",
                        ProductSite.page(
                                "<calendly-connect mode=\"redirect\"></calendly-connect>"));
            }
            return site;
        }
    }

    @ParameterizedTest
    @EnumSource
    void connectsReconnectsChangesTheAccountAndLeaves(Way way) {
        try (ProductSite site = way.site()) {
            Person user = Person.named(site.user());
            Page page = site.open();
            assertState(page, "not-connected");

            // A first connection.
            clickAndConsent(way, page, "Connect Calendly", "ada");
            assertWell(page, "ada@acme.test");
            assertThat(said(page)).containsExactly("connected ada@acme.test");
            assertMeetingsArrive(user);

            // The consent is withdrawn at Calendly.
            Calendar.control("POST", "/_control/grants/revoke", Map.of("account", "ada"), 200);
            user.post("/api/calendly/connection/sync", Map.of()).expect(202);
            await().untilAsserted(() -> assertThat(status(user)).isEqualTo("needs_reconnect"));
            page = reopened(site, page);
            assertState(page, "needs-reconnect");
            assertThat(component(page).locator("[part=reason]")).not().isEmpty();
            clickAndConsent(way, page, "Reconnect", "ada");
            assertWell(page, "ada@acme.test");
            assertThat(status(user)).isEqualTo("active");

            // Another account.
            clickAndConsent(way, page, "Use another account", "gina");
            assertWell(page, "gina@globex.test");
            assertThat(user.connection().at("/account/email").asText())
                    .isEqualTo("gina@globex.test");

            // Leaving.
            button(page, "Disconnect").click();
            assertState(page, "not-connected");
            assertThat(button(page, "Connect Calendly")).isFocused();
            assertThat(said(page)).endsWith("disconnected");
            assertThat(status(user)).isEqualTo("disconnected");
            site.assertNothingWentWrong();
        }
    }

    @ParameterizedTest
    @EnumSource
    void saysThatConsentWasDeniedAndStartsAgain(Way way) {
        try (ProductSite site = way.site()) {
            Page page = site.open();
            Page denied = clicked(way, page, "Connect Calendly");
            consent(denied, "ada", "deny");

            assertState(page, "error");
            assertThat(page.getByText("Consent was not given")).isVisible();
            assertThat(said(page)).containsExactly("error access_denied");
            if (way.inAWindow()) {
                assertThat(denied.locator("h1")).hasText("Calendly was not connected");
                assertThat(denied.locator("#close")).isVisible();
                assertThat(denied.locator("#back")).isHidden();
            }

            clickAndConsent(way, page, "Start again", "ada");
            assertWell(page, "ada@acme.test");
            site.assertNothingWentWrong();
        }
    }

    private static void assertMeetingsArrive(Person user) {
        Calendar.Booking booking = Calendar.book("ada-intro", "Grace Guest");
        await().untilAsserted(() ->
                assertThat(user.meetings())
                        .extracting(it -> it.get("calendly_event_uri").asText())
                        .contains(booking.event()));
    }

    /// Does all that it takes, and waits until the window is gone, or the browser back.
    private static void clickAndConsent(Way way, Page page, String name, String account) {
        Page consenting = clicked(way, page, name);
        consent(consenting, account, "approve");
        if (way.inAWindow()) {
            page.waitForCondition(() -> Clicks.isOver(consenting));
        } else {
            page.waitForURL(ProductSite.origin() + "/settings?calendly=connected");
        }
    }

    /// @return where Calendly is
    private static Page clicked(Way way, Page page, String name) {
        if (way.inAWindow()) {
            Page popup = Clicks.popup(page, name);
            assertState(page, "connecting");
            assertThat(button(page, "Start again")).isFocused();
            return popup;
        }
        button(page, name).click();
        page.waitForURL("**/connect/*");
        return page;
    }

    private static Page reopened(ProductSite site, Page page) {
        page.close();
        return site.open();
    }

    private static String status(Person user) {
        JsonNode connection = user.connection();
        return connection.get("status").asText();
    }
}
