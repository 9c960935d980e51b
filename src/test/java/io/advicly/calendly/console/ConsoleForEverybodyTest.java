package io.advicly.calendly.console;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.LoadState;
import io.advicly.calendly.testing.Calendar;
import io.advicly.calendly.testing.CleanSlate;
import io.advicly.calendly.testing.SandboxResource;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.net.URLEncoder;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// What holds for all pages: who may see whom, keys, focus, colours, motion.
@QuarkusTest
@WithTestResource(SandboxResource.class)
class ConsoleForEverybodyTest extends ConsoleBrowser {

    private static final String ALL_TEXT =
            """
            () => {
              const text = node => node.nodeName === 'STYLE' ? '' : node.nodeType === Node.TEXT_NODE ? node.data
                : node instanceof HTMLInputElement ? node.value
                : [...(node.shadowRoot ?? node).childNodes].map(text).join(' ')
              return text(document.querySelector('cc-app').shadowRoot.querySelector('main'))
            }
            """;

    private static final String FOCUSED =
            """
            () => {
              let at = document.activeElement
              while (at?.shadowRoot?.activeElement) at = at.shadowRoot.activeElement
              return at.localName + ' ' + (at.getAttribute('href') ?? at.id)
            }
            """;

    @BeforeEach
    void quiet() {
        CleanSlate.startOver();
    }

    private static List<String> pages(Asked olivia, String meeting) {
        String user = olivia.user();
        return List.of(
                "now",
                "diagnose?q=" + user,
                "connections?q=" + user,
                "connections/" + olivia.id(),
                "organizations",
                "organizations?uri=" + URLEncoder.encode(olivia.organization(), UTF_8),
                "meetings?user=" + user,
                "meetings/" + meeting,
                "deliveries",
                "deliveries?meeting=" + meeting,
                "deliveries/replays",
                "destinations",
                "syncs?user=" + user,
                "audit?user=" + user,
                "system");
    }

    private static void at(Page page, String path) {
        var _ = page.navigate(page.url().replaceFirst("/console/.*", "/console/" + path));
        assertThat(page.locator("main h1")).isVisible();
        page.waitForLoadState(LoadState.NETWORKIDLE);
        assertThat(page.getByText("Looking…")).hasCount(0);
    }

    @Test
    void aViewerSeesNoPersonOnAnyPage() {
        Asked olivia = Asked.connected("ada");
        String meeting = olivia.booked(Calendar.bookWith("ada", "Grace Hopper"));
        String name = olivia.connection().at("/account/name").asText();
        String email = olivia.connection().at("/account/email").asText();
        assertThat(name).isNotBlank();
        Page admin = signIn("adam", "/console/connections/" + olivia.id());
        assertThat(admin.locator("main")).containsText(email);

        Page page = signIn("vera", "/console/now");
        for (String path : pages(olivia, meeting)) {
            at(page, path);
            assertThat(String.valueOf(page.evaluate(ALL_TEXT)))
                    .as(path)
                    .doesNotContain(name, email, "Grace", "grace@", "127.0.0.1 ", "Java-http")
                    .hasSizeGreaterThan(20);
            assertThat(page.locator("#reveal, #replay, #count-all, #stop, button.danger"))
                    .hasCount(0);
        }
    }

    @Test
    void aRowIsGoneThroughOpenedAndLeftByKeys() {
        Asked olivia = Asked.connected("ada");
        Page page = signIn("adam", "/console/connections?q=" + olivia.user());
        page.context().grantPermissions(List.of("clipboard-read", "clipboard-write"));
        assertThat(page.locator("cc-list tbody tr")).hasCount(1);

        page.keyboard().press("j");
        assertFocus(page, "a /console/connections/" + olivia.id());
        page.keyboard().press("Enter");
        assertThat(page)
                .hasTitle(olivia.id().substring(0, 8) + " · Connections · calendly-connect");
        assertFocus(page, "main main");
        page.keyboard().press("c");
        assertThat(page.locator(".said")).hasText("Copied: the connection’s id.");
        assertThat(page.evaluate("navigator.clipboard.readText()")).isEqualTo(olivia.id());
        page.keyboard().press("Escape");

        assertThat(page).hasURL(Pattern.compile("/console/connections\\?q=" + olivia.user()));
        assertThat(page.locator("cc-list tbody tr")).hasCount(1);
        assertFocus(page, "main main");
    }

    private static void assertFocus(Page page, String where) {
        page.waitForCondition(() -> where.equals(page.evaluate(FOCUSED)));
    }

    /// Not in the middle of it, and back where the list was left.
    @Test
    void anotherPageBeginsAtItsTop() {
        Asked olivia = Asked.connected("ada");
        Page page = signIn("adam", "/console/audit?user=" + olivia.user());
        page.setViewportSize(1280, 300);
        Locator link = page.locator("cc-list tbody a").last();
        assertThat(link).isVisible();
        link.scrollIntoViewIfNeeded();
        Object left = page.evaluate("scrollY");
        link.click();

        assertThat(page.locator("main h1")).not().hasText("Audit");
        page.waitForCondition(() -> "0".equals(String.valueOf(page.evaluate("scrollY"))));
        var _ = page.goBack();
        assertThat(page.locator("main h1")).hasText("Audit");
        page.waitForCondition(() -> left.equals(page.evaluate("scrollY")));
    }

    @Test
    void aBoxThatIsTickedTakesNoKeysAndSearchBeginsAnew() {
        var _ = Asked.connected("ada").booked(Calendar.bookWith("ada", "Grace Hopper"));
        Page page = signIn("adam", "/console/deliveries");
        Locator box = page.locator("cc-list tbody input").first();
        box.check();
        page.keyboard().press("j");
        page.keyboard().press("x");
        assertThat(box).not().isChecked();

        page.keyboard().press("/");
        page.keyboard().type("one");
        page.keyboard().press("Enter");
        assertThat(page).hasURL(Pattern.compile("q=one$"));
        page.keyboard().press("/");
        page.keyboard().type("two");
        page.keyboard().press("Enter");
        assertThat(page).hasURL(Pattern.compile("q=two$"));
    }

    /// What is chosen is told by more than a colour of ours, of which none is left.
    @Test
    void whatIsChosenIsSeenInForcedColoursAndNothingMoves() {
        Asked olivia = Asked.connected("ada");
        Page page = signInForced("adam", "/console/connections?status=active");
        assertThat(page.locator("cc-list tbody tr").first()).isVisible();

        assertThat(style(page.locator("nav a[aria-current=page]"), "outlineStyle"))
                .isEqualTo("solid");
        assertThat(
                        style(
                                page.locator(".facets button[aria-pressed=true]").first(),
                                "borderTopWidth"))
                .isEqualTo("2px");
        page.keyboard().press("j");
        assertThat(page.locator("cc-list tr.at")).hasCount(1);
        assertThat(style(page.locator("cc-list tr.at"), "outlineStyle")).isEqualTo("solid");
        for (String path : pages(olivia, "")) {
            if (!path.endsWith("/")) {
                at(page, path);
                assertThat(page.evaluate("document.getAnimations().length")).as(path).isEqualTo(0);
            }
        }
    }

    private static Object style(Locator element, String name) {
        return element.evaluate("(it, name) => getComputedStyle(it)[name]", name);
    }

    /// A word is not broken where there is room beside it, and what is asked in vain says so.
    @Test
    void whatIsShortIsReadAtOnce() {
        var _ = Asked.connected("ada");
        Page page = signIn("adam", "/console/audit");
        assertThat(page.locator("cc-list tbody tr").first()).isVisible();

        assertThat(page.locator("cc-list thead th").first().boundingBox().height).isLessThan(50);
        at(page, "connections/nobody");
        assertThat(page.locator("cc-problem").first()).containsText("not valid");
        assertThat(page.getByText("Try again")).hasCount(0);
        page.locator("main a").first().click();
        assertThat(page.locator("main h1")).hasText("Connections");
        page.close();
        complaints().removeIf(it -> it.contains("400"));
    }
}
