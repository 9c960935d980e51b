package io.advicly.calendly.console;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.ColorScheme;
import com.microsoft.playwright.options.ForcedColors;
import com.microsoft.playwright.options.ReducedMotion;
import io.advicly.calendly.browser.Chromium;
import io.advicly.calendly.testing.Axe;
import io.advicly.calendly.testing.Npm;
import io.advicly.calendly.testing.Surroundings;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.condition.EnabledIf;

/// The console in Chromium. Whatever goes wrong in any of its pages fails the test: an error or a
/// warning in the browser's console, an answer of 400 or more.
@EnabledIf(
        value = "io.advicly.calendly.browser.Chromium#isInstalled",
        disabledReason = "no Chromium on this machine")
public abstract class ConsoleBrowser {

    private static final String PICTURES = "pictures";

    private static Chromium chromium;

    private final List<BrowserContext> contexts = new ArrayList<>();
    private final List<String> complaints = new ArrayList<>();

    @BeforeAll
    static void launch() {
        chromium = Chromium.launch();
    }

    @AfterAll
    static void quit() {
        chromium.close();
    }

    @AfterEach
    void nothingWentWrong() {
        contexts.forEach(BrowserContext::close);
        assertThat(complaints).isEmpty();
    }

    /// @param person `adam` (admin), `vera` (viewer) or `uma` (neither)
    /// @param path `/console/deliveries?state=dead`
    protected Page signIn(String person, String path) {
        return signIn(person, path, new Browser.NewContextOptions());
    }

    protected Page signInDark(String person, String path) {
        return signIn(
                person, path, new Browser.NewContextOptions().setColorScheme(ColorScheme.DARK));
    }

    /// On a phone.
    protected Page signInNarrow(String person, String path) {
        return signIn(person, path, new Browser.NewContextOptions().setViewportSize(360, 740));
    }

    /// Of somebody who has chosen few colours, and no motion.
    protected Page signInForced(String person, String path) {
        return signIn(
                person,
                path,
                new Browser.NewContextOptions()
                        .setForcedColors(ForcedColors.ACTIVE)
                        .setReducedMotion(ReducedMotion.REDUCE));
    }

    private Page signIn(String person, String path, Browser.NewContextOptions kind) {
        BrowserContext context = chromium.context(kind);
        contexts.add(context);
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
        Page page = context.newPage();
        var _ = page.navigate(Surroundings.service(path).toString());
        page.click("#person-" + person);
        assertThat(page.locator("main h1")).isVisible();
        return page;
    }

    /// What went wrong on purpose.
    protected List<String> complaints() {
        return complaints;
    }

    /// Nothing is cut off, and nothing has to be scrolled sideways.
    protected static void assertFits(Page page) {
        assertThat(page.evaluate("document.documentElement.scrollWidth - innerWidth"))
                .as("what the page is too wide by")
                .isEqualTo(0);
    }

    /// No violation of WCAG 2.2 AA, as far as a machine can tell; said once where there is no npm.
    protected static void assertAccessible(Page page, String where) {
        if (Npm.isInstalled()) {
            Axe.assertNone(page, where);
        }
    }

    /// For the documentation, where somebody asks with `-Dpictures`.
    protected static void picture(Page page, String name) {
        if (System.getProperty(PICTURES) != null) {
            var _ = page.evaluate("scrollTo(0, 0)");
            var _ =
                    page.screenshot(
                            new Page.ScreenshotOptions()
                                    .setFullPage(true)
                                    .setPath(Path.of("docs/pictures/console-" + name + ".png")));
        }
    }
}
