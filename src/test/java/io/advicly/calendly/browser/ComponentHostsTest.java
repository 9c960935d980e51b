package io.advicly.calendly.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static io.advicly.calendly.browser.Clicks.assertState;
import static io.advicly.calendly.browser.Clicks.assertWell;
import static io.advicly.calendly.browser.Clicks.button;
import static io.advicly.calendly.browser.Clicks.component;
import static io.advicly.calendly.browser.Clicks.consent;
import static io.advicly.calendly.browser.Clicks.popup;
import static io.advicly.calendly.browser.Clicks.said;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import io.advicly.calendly.testing.Http;
import io.advicly.calendly.testing.Person;
import io.advicly.calendly.testing.SandboxResource;
import io.advicly.calendly.testing.Surroundings;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIf;

/// `<calendly-connect>` on all kinds of pages, as their authors write them.
@QuarkusTest
@WithTestResource(SandboxResource.class)
class ComponentHostsTest extends InChromium {

    private static final String NPM = "io.advicly.calendly.testing.Npm#isInstalled";

    /// Attributes are strings, of which a state is none that a page may set; the function was given
    /// before the element was known.
    @Test
    void isWrittenByAServerAndKnownLate() {
        try (ProductSite site = site()) {
            site.serve(
                    "/late",
                    ProductSite.page(
                            "<calendly-connect state=\"connected\" lang=\"de\" mode=\"popup\" service=\"%s\"></calendly-connect>"
                                    .formatted(Surroundings.service(""))));
            Page page = site.open("/late");

            assertState(page, "not-connected");
            consent(popup(page, "Calendly verbinden"), "ada", "approve");

            assertWell(page, "ada@acme.test");
            var _ = page.evaluate("document.querySelector('calendly-connect').lang = 'fr'");
            assertThat(button(page, "Autre compte")).isVisible();
            site.assertNothingWentWrong();
        }
    }

    @Test
    @EnabledIf(value = NPM, disabledReason = "no npm on this machine")
    void isPartOfAPageOfReact19() {
        try (ProductSite site = site()) {
            ReactHost.byProperties(site);
            connectOnReact(site);
        }
    }

    @Test
    @EnabledIf(value = NPM, disabledReason = "no npm on this machine")
    void isPartOfAPageThatAServerHasRendered() {
        try (ProductSite site = site()) {
            ReactHost.renderedByAServer(site);
            connectOnReact(site);
        }
    }

    @Test
    @EnabledIf(value = NPM, disabledReason = "no npm on this machine")
    void isPartOfAPageOfReact18() {
        try (ProductSite site = site()) {
            ReactHost.ofEighteen(site);
            connectOnReact(site);
        }
    }

    private static void connectOnReact(ProductSite site) {
        Page page = site.open("/react");
        assertState(page, "not-connected");
        assertThat(page.locator("#state")).hasText("not-connected");

        Page popup = popup(page, "Connect Calendly");
        assertThat(page.locator("#state")).hasText("connecting");
        int before = site.sessions().size();
        consent(popup, "ada", "approve");

        assertWell(page, "ada@acme.test");
        assertThat(page.locator("#state")).hasText(Clicks.WELL);
        assertThat(before).as("no session for each time it is rendered").isLessThan(5);
        site.assertNothingWentWrong();
    }

    /// A page that is put together anew while somebody consents.
    @Test
    void isTakenAwayAndPutBack() {
        try (ProductSite site = site()) {
            Page page = site.open();
            Page popup = popup(page, "Connect Calendly");
            var _ =
                    page.evaluate(
                            """
                            window.kept = document.querySelector('calendly-connect')
                            kept.remove()
                            """);
            popup.click("#go");
            var _ =
                    page.evaluate(
                            """
                            const section = document.createElement('section')
                            document.querySelector('main').append(section)
                            section.append(kept)
                            """);
            assertState(page, "connecting");
            Clicks.decide(popup, "ada", "approve");

            assertWell(page, "ada@acme.test");
            assertThat(said(page)).containsExactly("connected ada@acme.test");
            assertThat(site.sessions()).hasSize(1);
            site.assertNothingWentWrong();
        }
    }

    @Test
    void isThereMoreThanOnce() {
        try (ProductSite site = site()) {
            site.serve(
                    "/two",
                    ProductSite.page(
                            "<calendly-connect id=\"a\"></calendly-connect><calendly-connect id=\"b\"></calendly-connect>"));
            Page page = site.open("/two");
            assertThat(page.locator("#b")).hasAttribute("state", "not-connected");

            Page popup =
                    page.waitForPopup(() -> page.locator("#a").getByText("Connect").last().click());
            consent(popup, "ada", "approve");

            assertThat(page.locator("#a")).hasAttribute("state", Clicks.WELL);
            assertThat(page.locator("#b")).hasAttribute("state", Clicks.WELL);
            assertThat(said(page)).as("told once").containsExactly("connected ada@acme.test");
            site.assertNothingWentWrong();
        }
    }

    /// As strict as a page can be: nothing inline, trusted types, isolated from other origins, the
    /// script pinned.
    @Test
    void isOnAPageThatAllowsForLittle() throws NoSuchAlgorithmException {
        try (ProductSite site = site()) {
            String service = Surroundings.service("").toString();
            site.serve(
                    "/strict",
                    ProductServer.File.html(
                                    """
                                    <!doctype html><html lang="en"><head><title>Product</title><link rel="icon" href="data:,">
                                    <script type="module" src="%s" integrity="%s" crossorigin></script></head>
                                    <body><calendly-connect></calendly-connect><script src="/host.js"></script></body></html>
                                    """
                                            .formatted(ProductSite.component(), integrity()))
                            .with(
                                    "Content-Security-Policy",
                                    "default-src 'none'; img-src data:; script-src 'self' %s; connect-src 'self' %s;"
                                                    .formatted(service, service)
                                            + " require-trusted-types-for 'script'; trusted-types 'none'")
                            .with("Cross-Origin-Opener-Policy", "same-origin")
                            .with("Cross-Origin-Embedder-Policy", "require-corp"));
            Page page = site.open("/strict");

            consent(popup(page, "Connect Calendly"), "ada", "approve");

            assertWell(page, "ada@acme.test");
            site.assertNothingWentWrong();
        }
    }

    private static String integrity() throws NoSuchAlgorithmException {
        byte[] served =
                Http.get(Surroundings.service("/connect.js"), Map.of())
                        .expect(200)
                        .raw()
                        .body()
                        .getBytes(StandardCharsets.UTF_8);
        return "sha384-"
                + Base64.getEncoder()
                        .encodeToString(MessageDigest.getInstance("SHA-384").digest(served));
    }

    /// Within an element of the page's own, whose language stands outside of it.
    @Test
    void isWithinAnotherElement() {
        try (ProductSite site = site()) {
            site.serve(
                    "/within",
                    ProductSite.page(
                            """
                            <div id="outer" lang="es"></div><script type="module">
                              document.getElementById('outer').attachShadow({ mode: 'open' }).innerHTML =
                                '<calendly-connect></calendly-connect>'
                              document.getElementById('outer').shadowRoot.firstChild.fetchToken = fetchToken
                            </script>\
                            """));
            Page page = site.open("/within");

            consent(popup(page, "Conectar Calendly"), "ada", "approve");

            assertWell(page, "ada@acme.test");
            assertThat(said(page)).containsExactly("connected ada@acme.test");
            site.assertNothingWentWrong();
        }
    }

    /// Whoever signs out is not shown to whoever signs in.
    @Test
    void forgetsWhomeverThePageForgets() {
        try (ProductSite site = site()) {
            Page page = site.open();
            consent(popup(page, "Connect Calendly"), "ada", "approve");
            assertWell(page, "ada@acme.test");

            var _ = page.evaluate("document.querySelector('calendly-connect').fetchToken = null");
            assertState(page, "loading");
            assertThat(page.getByText("ada@acme.test")).hasCount(0);
            site.serveTokensOf("somebody-" + UUID.randomUUID(), "/other");
            var _ =
                    page.evaluate(
                            "document.querySelector('calendly-connect').fetchToken = async () => (await fetch('/other')).text()");

            assertState(page, "not-connected");
            assertThat(component(page).evaluate("it => it.connection.account ?? null")).isNull();
            site.assertNothingWentWrong();
        }
    }

    /// Somebody else has signed in before the token of whoever was there came: what is done from
    /// then on is done for them.
    @Test
    void aTokenThatComesLateIsNobodysAnyMore() {
        try (ProductSite site = site()) {
            Page page = site.open();
            consent(popup(page, "Connect Calendly"), "ada", "approve");
            assertWell(page, "ada@acme.test");
            site.serveTokensOf("somebody-" + UUID.randomUUID(), "/other");

            var _ =
                    page.evaluate(
                            """
                            async () => {
                              const element = document.querySelector('calendly-connect')
                              const late = Promise.withResolvers()
                              element.fetchToken = () => late.promise
                              element.fetchToken = fetchToken
                              await element.refresh()
                              late.resolve(await (await fetch('/other')).text())
                            }
                            """);
            assertWell(page, "ada@acme.test");
            button(page, "Disconnect").click();

            assertState(page, "not-connected");
            assertThat(Person.named(site.user()).connection().get("status").asText())
                    .isEqualTo("disconnected");
            site.assertNothingWentWrong();
        }
    }

    /// A page may give another function with each of its renderings: what was asked for is done.
    @Test
    void whoLeavesWhileThePageRendersHasLeft() {
        try (ProductSite site = site()) {
            Page page = site.open();
            consent(popup(page, "Connect Calendly"), "ada", "approve");
            assertWell(page, "ada@acme.test");
            var _ =
                    page.evaluate(
                            """
                            () => {
                              const element = document.querySelector('calendly-connect')
                              element.addEventListener('calendly-before-disconnect', () =>
                                queueMicrotask(() => { element.fetchToken = () => fetchToken() }))
                            }
                            """);

            button(page, "Disconnect").click();

            assertState(page, "not-connected");
            assertThat(Person.named(site.user()).connection().get("status").asText())
                    .isEqualTo("disconnected");
            site.assertNothingWentWrong();
        }
    }
}
