package io.advicly.calendly.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.ColorScheme;
import com.microsoft.playwright.options.ForcedColors;
import com.microsoft.playwright.options.ReducedMotion;
import io.advicly.calendly.testing.Axe;
import io.advicly.calendly.testing.SandboxResource;
import io.advicly.calendly.testing.Surroundings;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIf;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// All states of the component, on the page that shows them (`/connect/preview`).
@QuarkusTest
@WithTestResource(SandboxResource.class)
class ComponentStatesTest extends InChromium {

    private static final List<String> STATES =
            List.of(
                    "not-connected",
                    "connecting",
                    "connected",
                    "syncing",
                    "degraded",
                    "needs-reconnect",
                    "error",
                    "unavailable",
                    "loading");

    @ParameterizedTest
    @CsvSource({
        "en, Connect Calendly, Finish in the Calendly window., New meetings are not delivered right now., Calendly has withdrawn the consent.",
        "de, Calendly verbinden, Machen Sie im Calendly-Fenster weiter., Das behebt sich von selbst., Die frühere Zustimmung gilt nicht mehr.",
        "fr, Connecter Calendly, Continuez dans la fenêtre de Calendly., Cela se rétablira tout seul., L’accord précédent n’est plus valable.",
        "es, Conectar Calendly, Continúe en la ventana de Calendly., Se resolverá solo., El consentimiento anterior ya no es válido.",
        "pt, Conectar o Calendly, Continue na janela do Calendly., Resolve-se sozinho., O consentimento anterior já não é válido.",
        "ja, Calendly と連携, Calendly のウィンドウで続けてください。, 自動的に復旧します。, 以前の同意は無効になりました。"
    })
    void speaksTheLanguageOfThePage(
            String language, String button, String words, String late, String ended) {
        try (BrowserContext browser = chromium().context()) {
            Page page = preview(browser);
            var _ = page.selectOption("#language", language);

            assertThat(page.locator("#not-connected [part~=connect]")).hasText(button);
            assertThat(page.locator("#connecting [part=status]")).hasText(words);
            assertThat(page.locator("#connecting [part=status]")).hasAttribute("lang", language);
            assertThat(page.locator("#error [part=reason]")).hasAttribute("lang", language);
            assertThat(page.locator("#degraded [part=reason]")).hasText(late);
            assertThat(page.locator("#degraded [part=reason]")).hasAttribute("lang", language);
            assertThat(page.locator("#needs-reconnect [part=reason]")).hasText(ended);
            assertThat(page.locator("#needs-reconnect [part=reason]"))
                    .hasAttribute("lang", language);
        }
    }

    @ParameterizedTest
    @CsvSource({"en", "de", "fr", "es", "pt", "ja"})
    @EnabledIf(
            value = "io.advicly.calendly.testing.Npm#isInstalled",
            disabledReason = "no npm on this machine")
    void everybodyCanUseEveryState(String language) {
        try (BrowserContext browser = chromium().context()) {
            Page page = preview(browser);
            var _ = page.selectOption("#language", language);
            for (String theme : List.of("light", "dark")) {
                var _ = page.selectOption("#theme", theme);
                for (String direction : List.of("ltr", "rtl")) {
                    var _ = page.selectOption("#direction", direction);
                    Axe.assertNone(page, String.join(" ", language, theme, direction));
                }
            }
        }
    }

    /// Where the focus is can be seen beside the button, on what the component stands on.
    @ParameterizedTest
    @CsvSource({"light", "dark"})
    void theFocusCanBeSeen(String theme) {
        try (BrowserContext browser = chromium().context()) {
            Page page = preview(browser);
            var _ = page.selectOption("#theme", theme);
            page.locator("#not-connected [part~=connect]").focus();
            page.keyboard().press("Shift+Tab");
            page.keyboard().press("Tab");

            assertThat(style(page, "#not-connected [part~=connect]", "outlineStyle"))
                    .isEqualTo("solid");
            assertThat(style(page, "#not-connected [part~=connect]", "outlineColor"))
                    .isEqualTo(style(page, "#not-connected [part~=connect]", "backgroundColor"))
                    .isNotEqualTo(style(page, "#not-connected [part=root]", "backgroundColor"));
        }
    }

    private static Object style(Page page, String what, String name) {
        return page.locator(what).evaluate("(it, name) => getComputedStyle(it)[name]", name);
    }

    /// A test that cannot fail would be none.
    @Test
    @EnabledIf(
            value = "io.advicly.calendly.testing.Npm#isInstalled",
            disabledReason = "no npm on this machine")
    void whoeverCannotReadItIsFound() {
        try (BrowserContext browser = chromium().context()) {
            Page page = preview(browser);
            var _ =
                    page.evaluate(
                            "document.body.style.setProperty('--calendly-connect-text', '#ddd')");

            assertThat(Axe.violations(page))
                    .isNotEmpty()
                    .allSatisfy(it -> assertThat(it).startsWith("color-contrast"));
        }
    }

    @Test
    void isLaidOutByTheDirectionOfThePage() {
        try (BrowserContext browser = chromium().context()) {
            Page page = preview(browser);
            assertThat(left(page, "#not-connected [part=text]"))
                    .isLessThan(left(page, "#not-connected [part=actions]"));

            var _ = page.selectOption("#direction", "rtl");

            assertThat(left(page, "#not-connected [part=text]"))
                    .isGreaterThan(left(page, "#not-connected [part=actions]"));
        }
    }

    @Test
    void fitsANarrowPageAndForcedColours() {
        try (BrowserContext browser = chromium().context()) {
            Page page = preview(browser);
            page.setViewportSize(320, 800);
            page.emulateMedia(new Page.EmulateMediaOptions().setForcedColors(ForcedColors.ACTIVE));

            assertThat(page.evaluate("document.documentElement.scrollWidth <= innerWidth"))
                    .isEqualTo(true);
            for (String state : STATES) {
                assertThat(page.locator("#" + state + " [part=status]")).isVisible();
            }
        }
    }

    @Test
    void showsHowFarTheMeetingsAreRead() {
        try (BrowserContext browser = chromium().context()) {
            Page page = preview(browser);

            assertThat(page.locator("#syncing progress").evaluate("it => it.value / it.max"))
                    .isEqualTo(0.4);
            assertThat(page.locator("#syncing [part=reason]")).hasText("40 / 100");
            assertThat(page.locator("#connected progress")).isHidden();
        }
    }

    @Test
    void canLookLikeThePage() {
        try (BrowserContext browser = chromium().context()) {
            Page page = preview(browser);
            assertThat(colour(page)).isEqualTo("rgb(11, 87, 208)");
            var _ = page.selectOption("#theme", "dark");
            assertThat(colour(page)).isEqualTo("rgb(168, 199, 250)");

            var _ =
                    page.evaluate(
                            """
                            const sheet = new CSSStyleSheet()
                            sheet.replaceSync(`calendly-connect { --calendly-connect-accent: rgb(1, 2, 3) }
                              calendly-connect::part(connect) { border-radius: 20px }`)
                            document.adoptedStyleSheets.push(sheet)
                            """);

            assertThat(colour(page)).isEqualTo("rgb(1, 2, 3)");
            assertThat(
                            page.locator("#not-connected [part~=connect]")
                                    .evaluate("it => getComputedStyle(it).borderRadius"))
                    .isEqualTo("20px");
        }
    }

    @Test
    void saysWhatThePageWantsItToSay() {
        try (BrowserContext browser = chromium().context()) {
            Page page = preview(browser);
            var _ =
                    page.evaluate(
                            """
                            document.documentElement.lang = 'nl'
                            document.getElementById('connected').texts = { connected: 'Verbonden als {account}' }
                            document.getElementById('error').innerHTML = '<b slot="status">Jammer</b>'
                            """);

            assertThat(page.locator("#connected [part=status]")).containsText("Verbonden als");
            assertThat(page.locator("#connected [part=status]")).containsText("ada@acme.test");
            assertThat(page.locator("#connected [part=status]")).hasAttribute("lang", "nl");
            assertThat(page.locator("#connected [part~=switch]")).hasAttribute("lang", "en");
            assertThat(page.getByText("Jammer")).isVisible();
            assertThat(page.locator("#error [part=status]")).isHidden();
        }
    }

    /// Whoever has chosen few colours sees each button, and nothing moves for who wants that.
    @Test
    void isSeenInForcedColoursAndDoesNotMove() {
        Browser.NewContextOptions kind =
                new Browser.NewContextOptions()
                        .setForcedColors(ForcedColors.ACTIVE)
                        .setReducedMotion(ReducedMotion.REDUCE);
        try (BrowserContext browser = chromium().context(kind)) {
            Page page = preview(browser);

            assertThat(
                            page.evaluate(
                                    """
                                    [...document.querySelectorAll('calendly-connect')].flatMap(it => [...it.shadowRoot.querySelectorAll('button')])
                                      .map(it => getComputedStyle(it))
                                      .filter(it => it.borderStyle !== 'solid' || it.color === it.backgroundColor || it.borderColor === it.backgroundColor)
                                      .length\
                                    """))
                    .isEqualTo(0);
            assertThat(page.evaluate("document.getAnimations().length")).isEqualTo(0);
        }
    }

    /// For docs/connect.md, where they are asked for.
    @Test
    void canBeSeen() {
        try (BrowserContext browser = chromium().context()) {
            Page page = preview(browser);
            page.setViewportSize(560, 900);
            for (ColorScheme theme : List.of(ColorScheme.LIGHT, ColorScheme.DARK)) {
                page.emulateMedia(new Page.EmulateMediaOptions().setColorScheme(theme));
                assertThat(page.locator("#all")).isVisible();
                Pictures.take(
                        page.locator("#all"),
                        "connect-states-" + theme.name().toLowerCase(Locale.ROOT));
            }
        }
    }

    private static Object colour(Page page) {
        return page.locator("#not-connected [part~=connect]")
                .evaluate("it => getComputedStyle(it).backgroundColor");
    }

    private static double left(Page page, String part) {
        return page.locator(part).boundingBox().x;
    }

    /// Where each state is shown, and the console is silent.
    private static Page preview(BrowserContext browser) {
        List<String> complaints = new ArrayList<>();
        browser.onConsoleMessage(message -> complaints.add(message.text()));
        Page page = browser.newPage();
        var _ = page.navigate(Surroundings.service("/connect/preview").toString());
        for (String state : STATES) {
            assertThat(page.locator("#" + state)).hasAttribute("state", state);
        }
        // There is no answer for one of them.
        assertThat(complaints).allSatisfy(it -> assertThat(it).contains("503"));
        return page;
    }
}
