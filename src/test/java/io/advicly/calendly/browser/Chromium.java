package io.advicly.calendly.browser;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.BrowserType;
import com.microsoft.playwright.Playwright;
import com.microsoft.playwright.assertions.PlaywrightAssertions;
import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/// The Chromium of this machine: Playwright's own browsers are never downloaded.
public final class Chromium implements AutoCloseable {

    private static final List<String> NAMES =
            List.of("chromium", "chromium-browser", "google-chrome");

    private static final double PATIENCE_MILLIS = 60_000;

    private final Playwright playwright;
    private final Browser browser;

    private Chromium(Playwright playwright, Browser browser) {
        this.playwright = playwright;
        this.browser = browser;
    }

    /// A condition for tests; says once why they are skipped.
    public static boolean isInstalled() {
        boolean installed = executable().isPresent();
        if (!installed) {
            System.out.println(
                    "Browser tests are skipped: none of "
                            + String.join(", ", NAMES)
                            + " is on the PATH, and CHROMIUM does not name one.");
        }
        return installed;
    }

    public static Chromium launch() {
        Playwright playwright =
                Playwright.create(
                        new Playwright.CreateOptions()
                                .setEnv(Map.of("PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD", "1")));
        Browser browser =
                playwright
                        .chromium()
                        .launch(
                                new BrowserType.LaunchOptions()
                                        .setExecutablePath(executable().orElseThrow())
                                        .setTimeout(PATIENCE_MILLIS)
                                        // A window that nobody has clicked for is refused, as it
                                        // is to people.
                                        .setIgnoreDefaultArgs(List.of("--disable-popup-blocking"))
                                        .setArgs(
                                                List.of(
                                                        "--no-sandbox",
                                                        "--disable-gpu",
                                                        // No cookie is to be needed in a frame or a
                                                        // call of another site's page.
                                                        "--test-third-party-cookie-phaseout",
                                                        "--disable-background-networking")));
        PlaywrightAssertions.setDefaultAssertionTimeout(PATIENCE_MILLIS);
        return new Chromium(playwright, browser);
    }

    /// A window of somebody who has never been here: no cookies, nothing stored.
    Visit visit() {
        return new Visit(context());
    }

    /// The same, with no page open yet.
    public BrowserContext context() {
        return context(new Browser.NewContextOptions());
    }

    /// The same, of another kind: dark, narrow.
    public BrowserContext context(Browser.NewContextOptions kind) {
        BrowserContext context = browser.newContext(kind.setLocale("en-US"));
        context.setDefaultTimeout(PATIENCE_MILLIS);
        return context;
    }

    @Override
    public void close() {
        playwright.close();
    }

    private static Optional<Path> executable() {
        Stream<Path> named = Stream.ofNullable(System.getenv("CHROMIUM")).map(Path::of);
        Stream<Path> onPath =
                Pattern.compile(Pattern.quote(File.pathSeparator))
                        .splitAsStream(Objects.requireNonNullElse(System.getenv("PATH"), ""))
                        .filter(folder -> !folder.isEmpty())
                        .flatMap(folder -> NAMES.stream().map(Path.of(folder)::resolve));
        return Stream.concat(named, onPath)
                .filter(Files::isRegularFile)
                .filter(Files::isExecutable)
                .findFirst();
    }
}
