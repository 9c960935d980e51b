package io.advicly.calendly.console;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Route;
import com.microsoft.playwright.options.AriaRole;
import io.advicly.calendly.testing.CleanSlate;
import io.advicly.calendly.testing.Dump;
import io.advicly.calendly.testing.SandboxResource;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// What operators see where something around the console fails, or is slow, and where they do
/// something else meanwhile.
@QuarkusTest
@WithTestResource(SandboxResource.class)
class ConsoleTroublesTest extends ConsoleBrowser {

    @BeforeEach
    void quiet() {
        CleanSlate.startOver();
    }

    /// A connection has died, and nobody tells either end. The page's time limits are a sixtieth of
    /// what they are.
    @Test
    void aCallThatIsNeverAnsweredIsGivenUpAndTriedAgain() {
        var _ = Asked.connected("ada");
        Page page = signIn("adam", "/console/system");
        var _ =
                page.evaluate(
                        "() => { window.limit = AbortSignal.timeout; AbortSignal.timeout = millis => limit.call(AbortSignal, millis / 15) }");
        page.route("**/console/api/syncs*", route -> {});

        page.locator("nav a", new Page.LocatorOptions().setHasText("Syncs")).click();

        assertThat(alert(page)).containsText("The service cannot be reached");
        page.unroute("**/console/api/syncs*");
        var _ = page.evaluate("() => { AbortSignal.timeout = limit }");
        button(page, "Try again").click();
        assertThat(page.locator("cc-list tbody tr").first()).isVisible();
        assertThat(alert(page)).hasCount(0);
    }

    /// Whatever has the focus, the page behind a dialog is not meant.
    @Test
    void noKeyReachesThePageBehindADialog() {
        Asked olivia = Asked.connected("ada");
        Page page = signIn("adam", "/console/connections/" + olivia.id());
        button(page, "Purge…").click();
        var _ = page.evaluate("document.activeElement.blur()");
        var _ =
                page.evaluate(
                        "document.body.dispatchEvent(new KeyboardEvent('keydown', {key: 'Escape', bubbles: true, composed: true}))");
        var _ =
                page.evaluate(
                        "document.body.dispatchEvent(new KeyboardEvent('keydown', {key: 'j', bubbles: true, composed: true}))");

        assertThat(page).hasURL(Pattern.compile("/connections/" + olivia.id() + "$"));
        assertThat(page.locator("dialog[open]")).hasCount(1);
    }

    /// What is agreed to afterwards would be about another page.
    @Test
    void whoeverGoesBackHasSaidNo() {
        Asked olivia = Asked.connected("ada");
        Page page = signIn("adam", "/console/connections");
        page.locator("cc-list tbody tr a").first().click();
        assertThat(page).hasURL(Pattern.compile("/console/connections/.+"));
        button(page, "Purge…").click();
        assertThat(page.locator("dialog[open]")).hasCount(1);

        var _ = page.evaluate("history.back()");

        assertThat(page).hasURL(Pattern.compile("/console/connections$"));
        assertThat(page.locator("dialog[open]")).hasCount(0);
        assertThat(page.locator("main")).containsText(olivia.user());
    }

    /// The answer comes after another filter was chosen.
    @Test
    void aCountIsToldOfTheFiltersThatAreShown() {
        Page page = signIn("adam", "/console/deliveries?state=dead");
        List<Route> held = new CopyOnWriteArrayList<>();
        page.route("**/console/api/deliveries/replay", held::add);
        button(page, "What would a replay of all these touch?").click();
        page.waitForCondition(() -> !held.isEmpty());
        moved(page, "/console/deliveries?state=processed");
        assertThat(page.locator("main")).not().containsText("Looking…");

        held.getFirst().resume();
        var _ =
                page.waitForResponse(
                        "**/console/api/deliveries?*", () -> page.keyboard().press("r"));

        assertThat(page.locator("#touched")).hasCount(0);
    }

    /// A secret that is shown once, or a reason that is half written, would be gone.
    @Test
    void aSessionThatEndsLeavesThePageAsItIsUntilSomebodyActs() {
        Page page = signIn("adam", "/console/syncs");
        assertThat(page.locator("main h1")).hasText("Syncs");
        page.route("**/console/api/**", route -> route.fulfill(refused()));
        List<String> answered = new CopyOnWriteArrayList<>();
        page.onResponse(it -> answered.add(it.url()));
        // Longer than a browser takes somebody to be at it, as whoever evaluates this is.
        var _ =
                page.evaluate(
                        "() => { window.same = true; setTimeout(() => import('/console/api.js')"
                                + ".then(it => it.get('/syncs')).catch(() => {}), 6000) }");
        page.waitForCondition(
                () -> answered.stream().anyMatch(it -> it.endsWith("/console/api/syncs")));
        // A page that loads itself anew does so at once.
        page.waitForTimeout(1_500);

        assertThat(page.evaluate("window.same")).isEqualTo(true);
        complaints().removeIf(it -> it.contains("401"));
    }

    private static Route.FulfillOptions refused() {
        return new Route.FulfillOptions().setStatus(401).setBody("{}");
    }

    @Test
    void whatWasTypedIsClearedToo() {
        Page page = signIn("adam", "/console/syncs?state=failed");
        Locator user = page.locator("cc-filters input[name=user]");
        user.fill("somebody");

        button(page, "Clear").click();

        assertThat(page).hasURL(Pattern.compile("/console/syncs$"));
        assertThat(user).hasValue("");
    }

    @Test
    void whoeverAsksTheSameOnceMoreIsAnsweredAnew() {
        Asked olivia = Asked.connected("ada");
        Page page = signIn("adam", "/console/diagnose?q=" + olivia.user());
        assertThat(page.locator("#verdict")).isVisible();

        for (String field : new String[] {"main input[type=search]", "#search"}) {
            page.fill(field, olivia.user());
            var _ =
                    page.waitForRequest(
                            "**/console/api/diagnosis?*",
                            new Page.WaitForRequestOptions().setTimeout(10_000),
                            () -> page.press(field, "Enter"));
        }
        assertThat(page.locator("#verdict")).isVisible();
    }

    /// While it loads, or where it does not.
    @Test
    void aConnectionShowsNothingOfTheOneBefore() {
        Asked olivia = Asked.connected("ada");
        Asked mia = Asked.connected("mia");
        Page page = signIn("adam", "/console/connections/" + olivia.id());
        assertThat(page.locator("main")).containsText(olivia.user());
        page.route("**/console/api/**/" + mia.id(), route -> {});

        moved(page, "/console/connections/" + mia.id());

        assertThat(page.locator("main")).containsText("Looking…");
        assertThat(page.locator("main")).not().containsText(olivia.user());
    }

    @Test
    void anOrganizationShowsNothingOfTheOneBefore() {
        Asked olivia = Asked.connected("ada");
        Page page = signIn("adam", "/console/organizations?uri=" + olivia.organization());
        assertThat(page.locator("main cc-history [data-what]").first()).isVisible();
        page.route("**/console/api/**", route -> {});

        moved(page, "/console/organizations?uri=https://api.calendly.com/organizations/ANOTHER");

        assertThat(page.locator("main h1")).hasText("Organization ANOTHER");
        assertThat(page.locator("main")).containsText("Looking…");
        assertThat(page.locator("main cc-history [data-what]")).hasCount(0);
        assertThat(page.locator("main cc-list")).hasCount(0);
    }

    /// A call that was given up for another is no trouble of anybody's.
    @Test
    void whatWasAskedInVainIsNoProblem() {
        var _ = Asked.connected("ada");
        Page page = signIn("adam", "/console/syncs");
        assertThat(page.locator("cc-list tbody tr").first()).isVisible();
        page.route("**/console/api/syncs?*", route -> {});

        page.selectOption("select[name=state]", "failed");
        assertThat(page.locator("main")).containsText("Looking…");
        page.selectOption("select[name=state]", "running");
        assertThat(page).hasURL(Pattern.compile("state=running"));
        var _ = page.evaluate("document.querySelector('cc-app').page.requestUpdate()");

        assertThat(page.locator("main")).containsText("Looking…");
        assertThat(alert(page)).hasCount(0);
    }

    /// Where somebody has clicked, far below what went wrong.
    @Test
    void whatDoesNotComeIsSaidWhereItWasAskedFor() {
        Dump.execute(
                "INSERT INTO audit_events (at, tenant_id, user_id, action, details)"
                        + " SELECT now(), 'default', 'many', 'connection.connected', '{}' FROM generate_series(1, 60)");
        Page page = signIn("adam", "/console/audit?user=many");
        page.route("**/console/api/audit?*cursor*", route -> route.abort());

        button(page, "^More$").click();

        assertThat(page.locator(".said"))
                .hasText("There is no more yet: The service cannot be reached.");
        complaints().clear();
        page.unroute("**/console/api/audit?*cursor*");
        button(page, "^More$").click();
        assertThat(button(page, "^More$")).hasCount(0);
    }

    /// A field that takes an id and an address says so.
    @Test
    void whatAFieldTakesIsSaidByItsProblem() {
        Page page = signIn("adam", "/console/deliveries?meeting=nobody");

        assertThat(alert(page))
                .containsText("the id of a meeting, or the URI of a scheduled event");
        complaints().clear();
    }

    /// One of many, among which nobody would find it.
    @Test
    void whatNeedsAttentionLeadsToThoseThatNeedIt() {
        Asked olivia = Asked.connected("ada");
        Asked gina = Asked.connected("gina");
        assertThat(gina.organization()).isNotEqualTo(olivia.organization());
        Dump.execute(
                "UPDATE calendly_webhook_subscriptions SET state = 'PLAN_NOT_ALLOWED', is_active = false, last_error = 'Please upgrade'"
                        + " WHERE organization_uri = '%s'".formatted(olivia.organization()));
        Page page = signIn("adam", "/console/now");

        page.locator(".attention a[href*=plan_not_allowed]").click();

        assertThat(page.locator("main h1")).hasText("Organizations");
        assertThat(page.locator("cc-list tbody tr")).hasCount(1);
        assertThat(page.locator("cc-list tbody tr")).containsText("plan not allowed");
        assertThat(button(page, "not allowed by the plan")).hasAttribute("aria-pressed", "true");
    }

    /// What people do with the browser's own buttons.
    private static void moved(Page page, String address) {
        var _ =
                page.evaluate(
                        "address => { history.pushState({}, '', address); dispatchEvent(new PopStateEvent('popstate', {state: {}})) }",
                        address);
    }

    private static Locator alert(Page page) {
        return page.locator("main").getByRole(AriaRole.ALERT);
    }

    private static Locator button(Page page, String name) {
        return page.getByRole(
                AriaRole.BUTTON, new Page.GetByRoleOptions().setName(Pattern.compile(name)));
    }
}
