package io.advicly.calendly.scenario;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Download;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import io.advicly.calendly.console.ConsoleBrowser;
import io.advicly.calendly.testing.Dump;
import io.advicly.calendly.testing.Person;
import io.advicly.calendly.testing.SandboxResource;
import io.advicly.calendly.testing.SessionLink;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.io.IOException;
import java.nio.file.Files;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// What an operator does with destinations, syncs and the audit in the console.
@QuarkusTest
@WithTestResource(SandboxResource.class)
class ConsoleOtherPagesTest extends ConsoleBrowser {

    @SuppressWarnings("NullAway.Init") // before each
    private Operated operated;

    @BeforeEach
    void begin() {
        operated = Operated.begin();
    }

    @Test
    void aDestinationIsTestedGetsANewSecretAndIsResumed() {
        String tenant = "tenant-" + UUID.randomUUID();
        String id = created(tenant);
        Dump.execute(
                "UPDATE destinations SET held_at = now(), failing_since = now() - interval '3 days',"
                        + " last_error = 'no connection can be made' WHERE id = '%s'"
                                .formatted(id));
        Page page = signIn("adam", "/console/destinations?state=held&tenant=" + tenant);

        rows(page).first().click();
        assertThat(page.locator("#state")).containsText("held");
        assertThat(page.locator("#meaning")).containsText("Nothing is lost");
        page.click("#test");
        assertThat(page.locator("#answer"))
                .containsText("It did not answer: no connection can be made.");
        picture(page, "destination");
        page.click("#rotate");
        agree(page, "it leaked", "Make a new secret");
        assertThat(page.locator("#secret")).containsText("whsec_");
        page.click("#resume");
        agree(page, "they are back", "Resume");
        assertThat(page.locator("#answer")).containsText("Resumed: 0 events wait to be sent.");
        assertThat(page.locator("#state")).containsText("active");
        assertAccessible(page, "a destination");

        page.getByText("who did what with it").click();
        assertThat(page.locator("cc-list")).containsText("destination.resumed");
        assertThat(page.locator("cc-list")).containsText("it leaked");
        assertThat(page.locator("cc-list")).containsText("adam");
    }

    @Test
    void aDestinationsFailuresAreSeen() {
        String tenant = "tenant-" + UUID.randomUUID();
        String id = created(tenant);
        Dump.execute(
                "INSERT INTO destination_attempts (destination_id, event_position, type, at, status, duration_ms,"
                        + " delivered, error) VALUES ('%1$s', 1, 'meeting.booked', now(), 200, 7, true, NULL),"
                                .formatted(id)
                        + " ('%1$s', 2, 'meeting.updated', now(), 500, 9, false, 'it answered 500')"
                                .formatted(id));
        Page page = signIn("vera", "/console/destinations/" + id);

        assertThat(page.locator("cc-list tbody tr")).hasCount(2);
        page.check("#failed");
        assertThat(page.locator("cc-list tbody tr")).hasCount(1);
        assertThat(page.locator("cc-list")).containsText("it answered 500");
        assertThat(page.locator("#test, #resume, #rotate")).hasCount(0);
        assertThat(page.locator("main")).not().containsText("secret-of-the-path");
    }

    @Test
    void aFailedSyncIsUnderstoodAndTriedAgain() {
        Dump.execute("UPDATE sync_jobs SET state = 'failed', last_error = 'Calendly was away'");
        Page page = signIn("adam", "/console/syncs");

        page.selectOption("select[name=state]", "failed");
        rows(page).first().click();
        assertThat(page.locator("#says")).containsText("given up");
        assertThat(page.locator("#says")).containsText("Calendly was away");
        page.click("#again");
        agree(page, "they are back", "Try again");

        assertThat(page.locator("main")).containsText("Somebody asked for it");
        assertThat(page.locator("#state")).containsText("done");
        assertThat(page.locator("#says")).containsText("It has read all");
        assertAccessible(page, "a sync");
        picture(page, "sync");
    }

    @Test
    void theAuditIsFilteredInTheAddressAndExported() throws IOException {
        Page page = signIn("adam", "/console/audit");

        page.fill("input[name=action]", "connection.connected");
        page.keyboard().press("Enter");
        assertThat(page).hasURL(Pattern.compile("action=connection\\.connected"));
        assertThat(page.locator("cc-list tbody tr")).hasCount(1);
        assertThat(page.locator("cc-list")).containsText(operated.olivia().user());
        Download download = page.waitForDownload(() -> page.click("#export"));
        List<String> lines = Files.readAllLines(download.path());
        assertThat(lines).hasSize(1);
        assertThat(lines.getFirst()).contains("\"action\":\"connection.connected\"");
        assertThat(page.locator("#written")).hasText("1 entry");
        assertAccessible(page, "the audit");
        picture(page, "audit");
    }

    @Test
    void everyListIsAccessibleInTheDark() {
        created("tenant-" + UUID.randomUUID());
        for (String list :
                List.of("deliveries", "deliveries/replays", "destinations", "syncs", "audit")) {
            Page page = signInDark("adam", "/console/" + list);
            assertThat(page.locator("cc-list, cc-empty").first()).isVisible();
            assertAccessible(page, list + ", dark");
        }
    }

    @Test
    void whichKeyIsStillInUse() {
        Page page = signIn("adam", "/console/");

        page.locator("nav a", new Page.LocatorOptions().setHasText("System")).click();

        Locator keys =
                page.getByRole(
                        AriaRole.REGION, new Page.GetByRoleOptions().setName("Encryption keys"));
        assertThat(keys).containsText("encrypts");
        assertThat(keys).containsText("calendar_connections");
    }

    @Test
    void emptyListsSayWhatWouldBeThereAndFitAPhone() {
        String nobody = "tenant=" + UUID.randomUUID();
        for (String list : List.of("destinations?", "syncs?", "audit?")) {
            Page page = signInNarrow("adam", "/console/" + list + nobody);
            assertThat(page.locator("cc-empty")).isVisible();
            assertFits(page);
        }
        Page full = signInNarrow("adam", "/console/audit");
        assertThat(full.locator("cc-list tbody tr").first()).isVisible();
        assertFits(full);
    }

    /// Links of other pages bring some: whoever does not see them takes a part for all.
    @Test
    void aFilterThatHasNoFieldIsSeenAndTakenAway() {
        String nobody = UUID.randomUUID().toString();
        Page page = signIn("adam", "/console/audit?connection=" + nobody);
        assertThat(page.locator("main cc-empty")).isVisible();
        assertThat(page.locator("[data-filter=connection]")).containsText(nobody);

        page.click("[data-filter=connection]");

        assertThat(page).hasURL(Pattern.compile("/audit$"));
        assertThat(page.locator("cc-list tbody tr").first()).isVisible();
        assertThat(page.locator("[data-filter]")).hasCount(0);
    }

    @Test
    void theAuditSaysForWhomASessionWasMade() {
        String user = "invited-" + UUID.randomUUID();
        var _ = SessionLink.of(user, Map.of());

        Page page = signIn("adam", "/console/audit?action=session.created&user=" + user);

        assertThat(page.locator("cc-list tbody tr")).hasCount(1);
        assertThat(page.locator("cc-list tbody tr")).containsText(user);
    }

    /// An address may be as long as backends like, without a place to break it at.
    @Test
    void whatIsLongIsBroken() {
        String tenant = "tenant-" + UUID.randomUUID();
        String id = created(tenant, "http://127.0.0.1:9/" + "long".repeat(200));
        for (String path : List.of("destinations/" + id, "diagnose?q=" + tenant)) {
            Page page = signIn("adam", "/console/" + path);
            assertThat(page.locator("main")).containsText("longlong");
            assertFits(page);
        }
    }

    private static String created(String tenant) {
        return created(tenant, "http://127.0.0.1:9/secret-of-the-path");
    }

    private static String created(String tenant, String address) {
        return Person.backend(tenant)
                .post("/api/backend/destinations", Map.of("url", address))
                .expect(201)
                .body()
                .get("id")
                .asText();
    }

    private static Locator rows(Page page) {
        return page.locator("cc-list tbody th a");
    }

    private static void agree(Page page, String reason, String action) {
        page.fill("dialog[open] #reason", reason);
        page.locator("dialog[open]")
                .getByRole(
                        AriaRole.BUTTON,
                        new Locator.GetByRoleOptions().setName(action).setExact(true))
                .click();
    }
}
