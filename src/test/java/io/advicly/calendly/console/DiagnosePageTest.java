package io.advicly.calendly.console;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import io.advicly.calendly.testing.Calendar;
import io.advicly.calendly.testing.CleanSlate;
import io.advicly.calendly.testing.Dump;
import io.advicly.calendly.testing.Person;
import io.advicly.calendly.testing.SandboxResource;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.regex.Pattern;
import org.assertj.core.api.Assertions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// Questions of operators, each answered within three interactions from where they are.
@QuarkusTest
@WithTestResource(SandboxResource.class)
class DiagnosePageTest extends ConsoleBrowser {

    @BeforeEach
    void quiet() {
        CleanSlate.startOver();
    }

    @Test
    void whyDoesOliviaSeeNoMeetings() {
        Asked olivia = Asked.connected("ada").revoked("ada");
        Page page = signIn("adam", "/console/");

        search(page, olivia.user());

        assertThat(page.locator("h1")).hasText("Why does nothing happen?");
        assertThat(page.locator("#verdict")).containsText("connect again");
        Locator broken = page.locator("[aria-current=step]");
        assertThat(broken).hasCount(1);
        assertThat(broken).containsText("Grant");
        assertThat(broken).containsText("breaks here");
        assertThat(page.locator("[data-step=sent]")).isVisible();
        assertAccessible(page, "Diagnose, broken");
        picture(page, "diagnose");

        button(page, "Make a link for connecting again").click();

        assertThat(page.locator("#reconnect-link")).containsText("/connect/");
        // Which leads there: whoever opens it can connect.
        String link = page.locator("#reconnect-link").textContent();
        Assertions.assertThat(link).startsWith("http");
        var _ = olivia.person().connect("ada");
        page.keyboard().press("r");
        assertThat(page.locator("#verdict")).containsText("Every link holds");
        assertThat(page.locator("[aria-current=step]")).hasCount(0);
        assertAccessible(page, "Diagnose, well");
    }

    @Test
    void whatIsTheBackendOfThisTenantMissing() {
        String tenant = "tenant-" + UUID.randomUUID();
        Person.backend(tenant)
                .post("/api/backend/destinations", Map.of("url", "http://localhost:1/events"))
                .expect(201);
        var _ = Asked.connected(Person.claiming("olivia", Map.of("tenant_id", tenant)), "ada");
        awaitRow(
                "SELECT id FROM destinations WHERE failing_since IS NOT NULL AND tenant_id = '%s'"
                        .formatted(tenant));
        Page page = signIn("adam", "/console/");

        search(page, tenant);

        Locator look = page.locator("cc-tenant-look");
        assertThat(look)
                .containsText(Pattern.compile("waits?.*http://localhost:1/events, which fails"));
        assertThat(
                        look.getByRole(
                                AriaRole.LINK, new Locator.GetByRoleOptions().setName("1 active")))
                .isVisible();
        assertAccessible(page, "Diagnose, tenant");
    }

    @Test
    void whatChangedThisMeeting() {
        Asked olivia = Asked.connected("ada");
        Calendar.Booking booking = Calendar.bookWith("ada", "Grace Hopper");
        String meeting = olivia.booked(booking);
        Calendar.cancel(booking);
        awaitRow(
                "SELECT type FROM events WHERE type = 'meeting.canceled' AND user_id = '%s'"
                        .formatted(olivia.user()));
        Page page = signIn("adam", "/console/");

        search(page, booking.event());
        page.locator("a[href='/console/meetings/" + meeting + "']").click();

        Locator canceled = page.locator("[data-what='meeting.canceled']");
        assertThat(canceled).containsText("status active → canceled");
        assertThat(canceled.getByText("by this delivery")).isVisible();
        assertAccessible(page, "Meeting");
        picture(page, "meeting");
    }

    @Test
    void whomeverItMayBeIsOffered() {
        Asked one = Asked.connected("ada");
        Asked other = Asked.connected("ada");
        Page page = signIn("adam", "/console/diagnose");
        assertThat(page.locator("main cc-empty")).containsText("Say anything that is known");
        assertAccessible(page, "Diagnose, asked nothing");

        page.locator("cc-page-diagnose input").fill(one.connection().at("/account/uri").asText());
        page.keyboard().press("Enter");

        assertThat(page.getByText("Whom do you mean?")).isVisible();
        page.locator("cc-list a[href*='" + other.id() + "']").click();
        assertThat(page.locator("#verdict")).containsText("Every link holds");
        page.goBack();
        assertThat(page.getByText("Whom do you mean?")).isVisible();

        search(page, "nobody-of-this-name");
        assertThat(page.locator("#says")).containsText("No user");
    }

    @Test
    void aViewerSeesWhyAndNoPerson() {
        Asked olivia = Asked.connected("ada").revoked("ada");
        String email = olivia.connection().at("/account/email").asText();
        Page page = signIn("vera", "/console/diagnose?q=" + olivia.user());

        assertThat(page.locator("#verdict")).containsText("connect again");
        assertThat(page.locator("main")).not().containsText(email);
        assertThat(button(page, "Make a link for connecting again")).hasCount(0);
        search(page, email);
        assertThat(page.locator("#says")).containsText("by whoever may see no persons");
        assertAccessible(page, "Diagnose, for a viewer");
    }

    @Test
    void isReadOnAPhoneAndInTheDark() {
        Asked olivia = Asked.connected("ada").revoked("ada");
        for (String path : List.of("diagnose", "diagnose?q=" + olivia.user())) {
            Page narrow = signInNarrow("adam", "/console/" + path);
            assertThat(narrow.locator(path.contains("q=") ? "#verdict" : "main cc-empty"))
                    .isVisible();
            assertFits(narrow);
            assertAccessible(narrow, path + " on a phone");
        }
        Page dark = signInDark("adam", "/console/diagnose?q=" + olivia.user());
        assertThat(dark.locator("#verdict")).isVisible();
        assertAccessible(dark, "Diagnose, dark");
    }

    private static void awaitRow(String sql) {
        await().untilAsserted(() -> Assertions.assertThat(Dump.column(sql)).isNotEmpty());
    }

    private static void search(Page page, String what) {
        page.keyboard().press("/");
        page.keyboard().type(what);
        page.keyboard().press("Enter");
    }

    private static Locator button(Page page, String name) {
        return page.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName(name));
    }
}
