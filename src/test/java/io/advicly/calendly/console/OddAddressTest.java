package io.advicly.calendly.console;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import io.advicly.calendly.testing.SandboxResource;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Addresses of the console that somebody has typed.
@QuarkusTest
@WithTestResource(SandboxResource.class)
class OddAddressTest extends ConsoleBrowser {

    /// What is wrong, and how to get on; the service is not asked what it would refuse.
    @ParameterizedTest
    @ValueSource(strings = {"deliveries", "syncs", "audit"})
    void aTimeThatIsNoneIsNamed(String list) {
        Page page = signIn("adam", "/console/" + list + "?from=yesterday");

        Locator problem = page.getByRole(AriaRole.ALERT);
        assertThat(problem).hasCount(1);
        assertThat(problem).containsText("“from” is “yesterday”.");
        assertThat(problem).containsText("2026-02-04T13:00:00Z");
        assertAccessible(page, "A time that is none");
        page.click("[data-filter=from]");
        assertThat(page).hasURL(Pattern.compile(".*/console/" + list + "$"));
        assertThat(problem).hasCount(0);
    }

    @Test
    void aDayBeginsWhereTheViewerIs() {
        Page page = signIn("adam", "/console/deliveries?from=2026-02-04");

        assertThat(page).hasURL(Pattern.compile(".*[?]from=2026-02-0[345]T\\d\\d%3A\\d\\d.*"));
        assertThat(page.getByRole(AriaRole.ALERT)).hasCount(0);
    }

    @Test
    void aPageThatIsNotThereIsSaidOnce() {
        Page page = signIn("adam", "/console/nothing");

        assertThat(page.getByText("There is no such page")).hasCount(1);
        assertThat(page.getByRole(AriaRole.ALERT)).containsText("Choose one from the navigation.");
    }
}
