package io.advicly.calendly.console;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import io.advicly.calendly.testing.CleanSlate;
import io.advicly.calendly.testing.SandboxResource;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// What takes longer than a click: the page tells how far it has come, and what came of it, to
/// whoever stays; and goes on for whoever leaves.
@QuarkusTest
@WithTestResource(SandboxResource.class)
class LongWorkTest extends ConsoleBrowser {

    @BeforeEach
    void quiet() {
        CleanSlate.startOver();
    }

    @Test
    void aSyncIsAClickAwayFromWhereItWasAskedFor() {
        Asked olivia = Asked.connected("ada");
        Page page = signIn("adam", "/console/connections/" + olivia.id());

        button(page, "Read the calendar now").click();
        page.getByText("How far it has come").click();

        assertThat(page).hasURL(Pattern.compile("/console/syncs/.+"));
        assertThat(page.locator("main h1")).containsText("Sync of " + olivia.user());
        assertThat(page.locator("#state")).containsText("done");
    }

    @Test
    void whoHasAnOrganizationLookedAtIsToldWhatCameOfIt() {
        Asked olivia = Asked.connected("ada");
        Page page = signIn("adam", "/console/organizations?uri=" + olivia.organization());

        button(page, "Look at it now").click();

        assertThat(page.getByText(Pattern.compile("^It was looked at: .+\\.$"))).isVisible();
        assertThat(page.getByRole(AriaRole.ALERT)).hasCount(0);
    }

    /// Nobody has to load the page again to see that.
    @Test
    void aPurgeIsSeenToBeDone() {
        Asked olivia = Asked.connected("ada");
        Page page = signIn("adam", "/console/connections/" + olivia.id());

        button(page, "Purge…").click();
        Locator dialog = page.locator("dialog[open]");
        dialog.locator("#typed").fill(olivia.user());
        dialog.locator("#reason").fill("wants to be forgotten");
        dialog.locator("button[value=yes]").click();

        assertThat(page.getByText("Nothing of this connection is kept")).isVisible();
        assertThat(page.locator("main")).not().containsText(olivia.user());
        assertThat(page.locator("main cc-problem [role=alert]")).hasCount(0);
        page.close();
        complaints().removeIf(it -> it.contains(olivia.id()) || it.contains("404"));
    }

    private static Locator button(Page page, String name) {
        return page.getByRole(
                AriaRole.BUTTON, new Page.GetByRoleOptions().setName(Pattern.compile(name)));
    }
}
