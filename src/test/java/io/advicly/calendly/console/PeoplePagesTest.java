package io.advicly.calendly.console;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.awaitility.Awaitility.await;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.LoadState;
import io.advicly.calendly.testing.Calendar;
import io.advicly.calendly.testing.CleanSlate;
import io.advicly.calendly.testing.Dump;
import io.advicly.calendly.testing.Person;
import io.advicly.calendly.testing.SandboxResource;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.net.URLEncoder;
import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.regex.Pattern;
import org.assertj.core.api.Assertions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// The pages Connections, Organizations and Meetings.
@QuarkusTest
@WithTestResource(SandboxResource.class)
class PeoplePagesTest extends ConsoleBrowser {

    @BeforeEach
    void quiet() {
        CleanSlate.startOver();
    }

    @Test
    void whichTenantsMustReconnect() {
        String tenant = "tenant-" + UUID.randomUUID();
        var _ =
                Asked.connected(
                                Person.claiming("olivia-" + tenant, Map.of("tenant_id", tenant)),
                                "ada")
                        .revoked("ada");
        Page page = signIn("adam", "/console/connections");

        button(page, Pattern.compile("^needs reconnect \\d+")).click();

        Locator ofTenant = page.locator("[data-tenant='" + tenant + "']");
        assertThat(ofTenant).hasText(tenant + " 1");
        assertThat(page).hasURL(Pattern.compile("status=needs_reconnect"));
        ofTenant.click();
        assertThat(page.locator("cc-list tbody tr")).hasCount(1);
        assertThat(page.locator("cc-list tbody tr")).containsText("needs reconnect");
        assertAccessible(page, "Connections");
        picture(page, "connections");
    }

    @Test
    void aConnectionIsOpenedByKeysAndShownWhole() {
        Asked olivia = Asked.connected("ada");
        var _ = olivia.booked(Calendar.bookWith("ada", "Grace Hopper"));
        Page page = signIn("adam", "/console/connections?q=" + olivia.user());
        assertThat(page.locator("cc-list tbody tr")).hasCount(1);

        page.keyboard().press("j");
        page.keyboard().press("Enter");

        assertThat(page).hasURL(Pattern.compile("/console/connections/" + olivia.id()));
        assertThat(section(page, "Account"))
                .containsText(olivia.connection().at("/account/email").asText());
        assertThat(section(page, "Grant")).containsText("scheduled_events:read");
        assertThat(section(page, "Subscription")).containsText("active");
        assertThat(section(page, "Calendar")).containsText("Meetings here");
        assertThat(page.locator("cc-history [data-what='connection.connected']").first())
                .isVisible();
        assertThat(page.locator("cc-history [data-what='invitee.created']")).isVisible();
        button(page, Pattern.compile("Read the calendar now")).click();
        assertThat(page.getByText("Asked for: the calendar is being read.")).isVisible();
        assertThat(page.locator("cc-history [data-what='connection.sync_ordered']")).isVisible();
        assertAccessible(page, "Connection");
        picture(page, "connection");
    }

    @Test
    void whatCannotBeUndoneAsksForAReasonAndTheName() {
        Asked olivia = Asked.connected("ada");
        Page page = signIn("adam", "/console/connections/" + olivia.id());

        button(page, Pattern.compile("^Disconnect…")).click();
        Locator dialog = page.locator("dialog[open]");
        assertThat(dialog).containsText("Disconnect this user?");
        assertAccessible(page, "Disconnect?");
        agree(dialog, "somebody else", "asked by phone");
        assertThat(dialog).isVisible();
        agree(dialog, olivia.user(), "   ");
        assertThat(dialog).isVisible();
        agree(dialog, olivia.user(), "asked by phone");

        assertThat(page.getByText("The user is disconnected")).isVisible();
        await().untilAsserted(() ->
                Assertions.assertThat(olivia.person().connection().get("status").asText())
                        .isEqualTo("disconnected"));
        assertThat(page.locator("cc-history [data-what='connection.disconnect_ordered']"))
                .containsText("asked by phone");

        button(page, Pattern.compile("^Purge…")).click();
        dialog.locator("button[value=no]").click();
        assertThat(dialog).hasCount(0);
        button(page, Pattern.compile("^Purge…")).click();
        agree(dialog, olivia.user(), "wants to be forgotten");
        assertThat(page.getByText("Nothing of this connection is kept")).isVisible();
        // It is gone soon, and the page is asked for it then.
        await().untilAsserted(() ->
                Assertions.assertThat(olivia.person().connection().get("status").asText())
                        .isEqualTo("not_connected"));
        page.keyboard().press("r");
        assertThat(page.locator("main")).not().containsText(olivia.user());
        assertThat(page.getByText("Nothing of this connection is kept")).isVisible();
        assertThat(page.locator("main cc-problem [role=alert]")).hasCount(0);
        page.close();
        complaints().removeIf(it -> it.contains(olivia.id()) || it.contains("404"));
    }

    private static void agree(Locator dialog, String typed, String reason) {
        dialog.locator("#typed").fill(typed);
        dialog.locator("#reason").fill(reason);
        dialog.locator("button[value=yes]").click();
    }

    /// A look at the organization would find out that Calendly retries nothing.
    private static void awaitRestOf(String organization) {
        String underWay =
                "SELECT 'organization' FROM calendly_organizations WHERE organization_uri = '%s' AND (settled_marks < marks OR due_at <= now() OR claim IS NOT NULL)"
                        .formatted(organization);
        await().untilAsserted(() -> Assertions.assertThat(Dump.column(underWay)).isEmpty());
    }

    @Test
    void whichOrganizationsWillBeDisabledToday() {
        Asked olivia = Asked.connected("ada");
        awaitRestOf(olivia.organization());
        Dump.execute(
                "UPDATE calendly_organizations SET due_at = now() + interval '1 hour' WHERE organization_uri = '%s'"
                        .formatted(olivia.organization()));
        Dump.execute(
                "UPDATE calendly_webhook_subscriptions SET retry_started_at = now() - interval '20 hours' WHERE is_active AND organization_uri = '%s'"
                        .formatted(olivia.organization()));
        Page page = signIn("adam", "/console/organizations");

        page.locator("[data-trouble=retrying]").click();

        Locator row = page.locator("cc-list tbody tr").first();
        assertThat(row).containsText(Pattern.compile("disabled in 3 h \\d+ min"));
        assertAccessible(page, "Organizations");
        picture(page, "organizations");
        row.getByRole(AriaRole.LINK).first().click();
        assertThat(page.locator("h1")).containsText("Organization");
        assertThat(page.locator("main")).containsText(olivia.organization());
        assertThat(page.locator("cc-list[label=Held] tbody tr")).containsText("organization");
        assertThat(page.locator("cc-list[label=Desired] tbody tr")).hasCount(1);
        assertThat(page.locator("cc-history [data-what='subscription.created']").first())
                .isVisible();
        assertAccessible(page, "Organization");
        picture(page, "organization");
        button(page, Pattern.compile("Look at it now")).click();
        assertThat(page.locator("cc-history [data-what='organization.reconcile_requested']"))
                .isVisible();
        assertThat(page.locator("cc-list[label=Listed]")).containsText("ours");
        // Calendly retries nothing: the look has found that out.
        assertThat(page.locator("cc-list[label=Held]")).not().containsText("disabled in");
    }

    @Test
    void aWeekIsShownAsItsUserSeesIt() {
        Asked olivia = Asked.connected("ada");
        Calendar.Booking booking = Calendar.bookWith("ada", "Grace Hopper");
        String meeting = olivia.booked(booking);
        String week = monday(start(olivia, meeting));
        Page page = signIn("adam", "/console/meetings?user=" + olivia.user() + "&week=" + week);

        Locator row =
                page.locator(
                        "tr",
                        new Page.LocatorOptions()
                                .setHas(page.locator("a[href$='" + meeting + "']")));
        assertThat(row).isVisible();
        assertThat(page.locator("main")).not().containsText("Grace Hopper");
        button(page, Pattern.compile("Reveal persons")).click();
        assertThat(row).containsText("Grace Hopper");
        assertAccessible(page, "Meetings");
        picture(page, "meetings");
        assertRevealIsAudited(olivia);
        isInItsWeekOnly(page, row);
        row.getByRole(AriaRole.LINK).click();
        assertThat(page.locator("cc-history [data-what='meeting.booked']")).isVisible();
        button(page, Pattern.compile("Reveal persons")).click();
        assertThat(page.locator("cc-json")).containsText("Grace Hopper");
    }

    private static String start(Asked asked, String meeting) {
        return asked.person()
                .get("/api/meetings/" + meeting)
                .expect(200)
                .body()
                .get("start_time")
                .asText();
    }

    private static void assertRevealIsAudited(Asked asked) {
        String path = "/api/admin/audit?action=meetings.revealed&user=" + asked.user();
        Assertions.assertThat(Person.admin().get(path).expect(200).body().get("entries"))
                .isNotEmpty();
    }

    /// By the buttons, and by the address; ends where it began.
    private static void isInItsWeekOnly(Page page, Locator row) {
        page.locator("#week-before").click();
        page.locator("#week-before").click();
        assertThat(row).hasCount(0);
        page.locator("#week-after").click();
        page.locator("#week-after").click();
        assertThat(row).isVisible();
        String week = page.url();
        var _ = page.navigate(week.replaceFirst("week=[0-9-]+", "week=2001-01-01"));
        assertThat(page.locator("main cc-empty")).containsText("No meeting in this week");
        var _ = page.navigate(week);
    }

    @Test
    void whatIsEmptySaysWhatWouldBeThere() {
        Page page = signIn("adam", "/console/connections?q=nobody-of-this-name");
        assertThat(page.locator("main cc-empty")).containsText("No connection is like that");
        page.keyboard().press("g");
        page.keyboard().press("m");
        assertThat(page.locator("main cc-empty")).containsText("Say whose meetings");
        assertAccessible(page, "Meetings, asked nothing");
        var _ =
                page.navigate(
                        page.url()
                                .replaceFirst(
                                        "/console/.*",
                                        "/console/organizations?uri="
                                                + encoded(
                                                        "https://api.calendly.com/organizations/NOBODY")));
        assertThat(page.locator("main cc-empty").first())
                .containsText("Nobody of this organization");
        var _ =
                page.navigate(
                        page.url()
                                .replaceFirst(
                                        "/console/.*",
                                        "/console/meetings?user=nobody-of-this-name"));
        assertThat(page.locator("main cc-empty")).containsText("Nobody is known by this name");
        var _ = page.navigate(page.url() + "&week=2026-99-99");
        assertThat(page.locator("main cc-empty")).containsText("Nobody is known by this name");
    }

    @Test
    void aViewerSeesNoPersonAndDoesNothing() {
        Asked olivia = Asked.connected("ada");
        String meeting = olivia.booked(Calendar.bookWith("ada", "Grace Hopper"));
        String email = olivia.connection().at("/account/email").asText();

        Page page = signIn("vera", "/console/connections/" + olivia.id());
        assertThat(section(page, "Grant")).containsText("scheduled_events:read");
        assertThat(page.locator("main")).not().containsText(email);
        assertThat(button(page, Pattern.compile("Disconnect|Purge|Renew|Read the calendar|link")))
                .hasCount(0);
        var _ =
                page.navigate(
                        page.url().replaceFirst("/console/.*", "/console/meetings/" + meeting));
        assertThat(page.locator("cc-history [data-what='meeting.booked']")).isVisible();
        assertThat(page.locator("h1")).hasText("Meeting");
        assertThat(button(page, Pattern.compile("Reveal"))).hasCount(0);
        var _ =
                page.navigate(
                        page.url()
                                .replaceFirst(
                                        "/console/.*",
                                        "/console/organizations?uri="
                                                + encoded(olivia.organization())));
        assertThat(page.locator("cc-list[label=Held] tbody tr")).isVisible();
        assertThat(button(page, Pattern.compile("Look at it now"))).hasCount(0);
    }

    @Test
    void allOfItFitsOnAPhoneAndIsReadInTheDark() {
        Asked olivia = Asked.connected("ada");
        String meeting = olivia.booked(Calendar.bookWith("ada", "Grace Hopper"));
        for (String path :
                List.of(
                        "connections",
                        "connections/" + olivia.id(),
                        "organizations",
                        "organizations?uri=" + encoded(olivia.organization()),
                        "meetings?user=" + olivia.user(),
                        "meetings/" + meeting)) {
            Page narrow = signInNarrow("adam", "/console/" + path);
            narrow.waitForLoadState(LoadState.NETWORKIDLE);
            assertFits(narrow);
            assertAccessible(narrow, path + " on a phone");
            Page dark = signInDark("adam", "/console/" + path);
            dark.waitForLoadState(LoadState.NETWORKIDLE);
            assertAccessible(dark, path + " in the dark");
        }
    }

    private static String monday(String start) {
        LocalDate day = OffsetDateTime.parse(start).atZoneSameInstant(ZoneOffset.UTC).toLocalDate();
        return day.with(DayOfWeek.MONDAY).toString();
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, UTF_8);
    }

    private static Locator section(Page page, String heading) {
        return page.locator(
                "section",
                new Page.LocatorOptions()
                        .setHas(
                                page.getByRole(
                                        AriaRole.HEADING,
                                        new Page.GetByRoleOptions()
                                                .setName(heading)
                                                .setExact(true))));
    }

    private static Locator button(Page page, Pattern name) {
        return page.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName(name));
    }
}
