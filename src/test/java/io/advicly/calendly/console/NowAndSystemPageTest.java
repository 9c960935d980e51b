package io.advicly.calendly.console;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import io.advicly.calendly.testing.Calendar;
import io.advicly.calendly.testing.CleanSlate;
import io.advicly.calendly.testing.Person;
import io.advicly.calendly.testing.SandboxResource;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/// The pages Now and System, and the frame of all pages.
@QuarkusTest
@WithTestResource(SandboxResource.class)
class NowAndSystemPageTest extends ConsoleBrowser {

    /// Somebody is connected, and has a meeting that came by a delivery.
    private static void somethingHappens() {
        CleanSlate.startOver();
        Person olivia = Person.newcomer();
        var _ = olivia.connect("ada");
        var _ = Calendar.bookWith("ada", "Grace Hopper");
        await().untilAsserted(() -> assertThat(olivia.meetings()).isNotEmpty());
        await().until(NowAndSystemPageTest::isToldOf);
    }

    private static boolean isToldOf() {
        JsonNode overview = Person.admin().get("/api/admin/overview").expect(200).body();
        return overview.get("series").findValuesAsText("accepted").stream()
                .anyMatch(it -> !it.equals("0"));
    }

    @Test
    void saysHowItGoes() {
        somethingHappens();

        Page page = signIn("adam", "/console/");

        assertThat(page.locator("h1")).hasText("Now");
        assertThat(page).hasTitle("Now · calendly-connect");
        assertThat(page.locator(".says"))
                .hasText(Pattern.compile("All is well.*|.*needs? attention\\."));
        assertThat(section(page, "Connections")).containsText("active");
        assertThat(section(page, "Subscriptions")).containsText("active");
        assertThat(page.locator("cc-chart canvas")).hasCount(4);
        page.getByText("As a table").first().click();
        assertThat(
                        page.getByRole(
                                        AriaRole.COLUMNHEADER,
                                        new Page.GetByRoleOptions().setName("accepted"))
                                .first())
                .isVisible();
        page.getByRole(AriaRole.LINK, new Page.GetByRoleOptions().setName("24 h")).click();
        assertThat(page).hasURL(Pattern.compile(".*/console/now\\?minutes=1440"));
        assertThat(page.locator("cc-chart canvas")).hasCount(4);
        assertAccessible(page, "Now");
        page.getByText("As a table").first().click();
        picture(page, "now");
    }

    @Test
    void saysWhatRuns() {
        Page page = signIn("adam", "/console/system");

        assertThat(page.locator("h1")).hasText("System");
        Locator keys = section(page, "Encryption keys");
        assertThat(keys).containsText("test");
        assertThat(keys).containsText("encrypts");
        assertThat(section(page, "Migrations")).containsText("what operators ask");
        page.getByLabel("Key", new Page.GetByLabelOptions().setExact(true)).fill("client");
        assertThat(page).hasURL(Pattern.compile(".*[?]key=client"));
        Locator settings = section(page, "Configuration");
        assertThat(settings).containsText("calendly.client-id");
        assertThat(settings).containsText("set, and hidden");
        assertThat(page.getByText("sandbox-secret")).hasCount(0);
        assertAccessible(page, "System");
        picture(page, "system");
    }

    @Test
    void isReadInTheDarkToo() {
        Page page = signInDark("adam", "/console/now");
        assertThat(page.locator(".says")).isVisible();
        assertAccessible(page, "Now, dark");

        page.getByRole(AriaRole.LINK, new Page.GetByRoleOptions().setName("System")).click();
        assertThat(section(page, "Encryption keys")).containsText("encrypts");
        assertAccessible(page, "System, dark");
    }

    @Test
    void fitsAPhone() {
        Page page = signInNarrow("adam", "/console/now");
        assertThat(page.locator(".says")).isVisible();
        assertFits(page);
        page.getByRole(AriaRole.LINK, new Page.GetByRoleOptions().setName("System")).click();
        assertThat(section(page, "Migrations")).isVisible();
        assertFits(page);
    }

    @Test
    void keysGoEverywhereButNotWhileTyping() {
        Page page = signIn("vera", "/console/now");
        assertThat(page.locator(".says")).isVisible();

        page.keyboard().press("g");
        page.keyboard().press("y");
        assertThat(page).hasURL(Pattern.compile(".*/console/system"));
        page.keyboard().press("?");
        assertThat(page.locator("dialog#keys")).isVisible();
        assertAccessible(page, "the list of keys");
        page.keyboard().press("Escape");
        assertThat(page.locator("dialog#keys")).isHidden();
        page.keyboard().press("/");
        page.keyboard().type("gn?");
        assertThat(page.locator("#search")).hasValue("gn?");
        assertThat(page).hasURL(Pattern.compile(".*/console/system"));
        var _ = page.goBack();
        assertThat(page.locator("h1")).hasText("Now");
    }

    @Test
    void whoeverMayNotSeeItIsToldSoAndSignsOut() {
        Page page = signIn("uma", "/console/");
        assertThat(page.locator("h1")).hasText("You may not see this");
        assertAccessible(page, "forbidden");
        assertThat(complaints()).allMatch(it -> it.startsWith("403 ") || it.contains("403"));
        complaints().clear();

        page.getByRole(AriaRole.LINK).click();
        assertThat(page.locator("h1")).hasText("You are signed out");
        page.getByText("Sign in again").click();
        page.click("#person-vera");
        assertThat(page.locator("main h1")).hasText("Now");
        assertThat(page.getByText("(may look)")).isVisible();
    }

    @Test
    void signsOut() {
        Page page = signIn("vera", "/console/now");
        page.click("#sign-out");
        assertThat(page.locator("h1")).hasText("You are signed out");
        assertAccessible(page, "signed out");
    }

    private static Locator section(Page page, String name) {
        return page.getByRole(
                AriaRole.REGION, new Page.GetByRoleOptions().setName(name).setExact(true));
    }
}
