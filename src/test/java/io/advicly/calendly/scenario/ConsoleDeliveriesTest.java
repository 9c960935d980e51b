package io.advicly.calendly.scenario;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import io.advicly.calendly.console.ConsoleBrowser;
import io.advicly.calendly.testing.Dump;
import io.advicly.calendly.testing.SandboxResource;
import io.advicly.calendly.testing.Surroundings;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// What an operator does with deliveries in the console.
@QuarkusTest
@WithTestResource(SandboxResource.class)
class ConsoleDeliveriesTest extends ConsoleBrowser {

    private static final String PAGE = "/console/deliveries";

    @SuppressWarnings("NullAway.Init") // before each
    private Operated operated;

    @BeforeEach
    void begin() {
        operated = Operated.begin();
    }

    @Test
    void aDeadDeliveryIsFoundUnderstoodAndReplayed() {
        String id = operated.died("Grace Hopper");
        assertThat(operated.hasMeetingOf(id)).isFalse();
        Page page = signIn("adam", PAGE);

        page.selectOption("select[name=state]", "dead");
        rows(page).first().click();
        assertThat(page.locator("#state")).containsText("dead");
        assertThat(page.locator("#why")).hasText("took too long.");
        assertThat(page.locator("#changes")).containsText("Nothing: it was not worked off");
        assertAccessible(page, "a dead delivery");
        picture(page, "delivery");

        page.click("#replay");
        agree(page, "the database is quick again", "Replay");

        assertThat(page.locator("#said")).hasText("It is processed now.");
        assertThat(page.locator("#attempts")).containsText("replayed");
        assertThat(page.locator("#audited")).containsText("the database is quick again");
        assertThat(operated.hasMeetingOf(id)).isTrue();
        page.keyboard().press("r");
        assertThat(page.locator("#changes")).containsText("was booked");
        page.keyboard().press("Escape");
        assertThat(page.locator("main h1")).hasText("Deliveries");
    }

    /// What was not done is not said to be under way.
    @Test
    void aReplayThatCannotBeAskedForIsSaidSo() {
        String id = operated.died("Grace Hopper");
        Page page = signIn("adam", PAGE + "/" + id);
        page.route("**/console/api/deliveries/*/replay", route -> route.abort());

        page.click("#replay");
        agree(page, "the database is quick again", "Replay");

        assertThat(page.getByRole(AriaRole.ALERT)).containsText("The service cannot be reached");
        assertThat(page.locator("#said")).isEmpty();
        assertThat(page.locator("#state")).containsText("dead");
        complaints().clear();
    }

    @Test
    void aRevealIsAudited() {
        String id = operated.booked("Grace Hopper");
        Page page = signIn("adam", PAGE + "/" + id);

        assertThat(page.locator("#outline")).containsText("invitee.created");
        assertThat(page.locator("#outline")).not().containsText("Grace");
        page.click("#reveal");
        dialog(page, "Reveal").click();

        assertThat(page.locator("#body")).containsText("Grace Hopper");
        assertThat(page.locator("#audited")).containsText("delivery.revealed: adam");
        assertAccessible(page, "a revealed body");
        JsonNode entries =
                operated.list("/api/admin/audit?action=delivery.revealed&about=" + id, "entries");
        assertThat(entries.findValuesAsText("user_id")).containsExactly("adam");
    }

    @Test
    void aViewerSeesNoPersonalDataAndNoActions() {
        String id = operated.booked("Grace Hopper");
        Page page = signIn("vera", PAGE);

        assertThat(rows(page)).hasCount(1);
        assertThat(page.locator("#count-all")).hasCount(0);
        assertThat(page.locator("input[type=checkbox]")).hasCount(0);
        rows(page).first().click();
        assertThat(page.locator("#no-body")).isVisible();
        assertThat(page).hasURL(Pattern.compile(id));
        assertThat(page.locator("#reveal, #replay, #outline")).hasCount(0);
        assertThat(page.locator("main")).not().containsText(Pattern.compile("Grace|@"));
        page.navigate(page.url().replaceFirst("/deliveries/.*", "/audit"));
        assertThat(page.locator("cc-list")).containsText("connection.connected");
        assertThat(page.locator("main"))
                .not()
                .containsText(Pattern.compile("127\\.0\\.0\\.1|Java-http"));
    }

    @Test
    void whatWasCalendlyAnsweredThen() {
        String minute = minuteAgo("interval '3 hours'", 12, "{\"mismatch\": 3}");
        Page page = signIn("adam", PAGE);

        page.fill("input[name=from]", minute);
        page.fill("input[name=to]", minute.substring(0, 14) + "59");
        button(page, "Filter").click();

        assertThat(page.locator("#given")).containsText("12 × 200 stored");
        assertThat(page.locator("#given")).containsText("3 × 401 signed with a key");
        assertThat(page).hasURL(Pattern.compile("from=.*Z&to=.*Z"));
    }

    @Test
    void isItUsOrCalendly() {
        var _ = minuteAgo("interval '2 minutes'", 5, "{\"not_stored_full\": 7}");
        Page page = signIn("adam", "/console/");

        page.locator("nav a", new Page.LocatorOptions().setHasText("Deliveries")).click();

        assertThat(page.locator("#whose")).containsText("It is us: 7 deliveries were answered 503");
    }

    @Test
    void whoReplayedThis() {
        String id = operated.booked("Grace Hopper");
        operated.admin()
                .post(
                        "/api/admin/deliveries/" + id + "/replay",
                        java.util.Map.of("reason", "to see"))
                .expect(202);
        await().untilAsserted(() ->
                assertThat(operated.list("/api/admin/deliveries?state=processed", "deliveries"))
                        .hasSize(1));
        Page page = signIn("adam", PAGE);

        rows(page).first().click();

        assertThat(page.locator("#attempts")).containsText("by " + operated.admin().user());
        assertThat(page.locator("#audited")).containsText("to see");
    }

    @Test
    void whatWouldAReplayOfYesterdaysDeadOnesTouch() {
        operated.unreadable(3);
        Dump.execute(
                "UPDATE calendly_webhook_deliveries SET received_at = date_trunc('day', now()) - interval '9 hours'");
        Page page = signIn("adam", PAGE);

        page.click("#yesterdays-dead");
        page.click("#count-all");

        assertThat(page.locator("#touched")).containsText("A replay would touch 3 deliveries");
        assertThat(page.locator("#touched")).containsText("3 × invitee.created");
        assertThat(operated.list("/api/admin/replays", "replays").findValuesAsText("ordered_by"))
                .as("it was counted, and nothing done")
                .doesNotContain("adam");
        assertAccessible(page, "what a replay would touch");
        picture(page, "deliveries");
    }

    @Test
    void aSelectionIsReplayedByKeys() {
        operated.unreadable(2);
        Page page = signIn("adam", PAGE + "?state=dead");
        assertThat(rows(page)).hasCount(2);

        page.keyboard().press("j");
        page.keyboard().press("x");
        button(page, "Replay selection (1)…").click();
        assertThat(page.locator("#touched")).containsText("A replay would touch 1 delivery");
        page.click("#replay");
        agree(page, "only this one", "Replay");

        assertThat(page.locator("#state")).containsText("done");
        assertThat(page.locator("#progress")).containsText("1 of 1");
        assertAccessible(page, "a replay");
        assertThat(page.locator("#by")).containsText("adam");
        assertThat(page.locator("main")).containsText("a selection");
    }

    /// Whoever comes second does what can be done at any time, and both are told of it.
    @Test
    void twoOperatorsAtOnceDoNotGetInEachOthersWay() {
        String id = operated.died("Grace Hopper");
        Page one = signIn("adam", PAGE + "/" + id);
        Page other = signIn("adam", PAGE + "/" + id);

        one.click("#replay");
        other.click("#replay");
        agree(one, "it was slow", "Replay");
        assertThat(one.locator("#said")).hasText("It is processed now.");
        agree(other, "so I have heard", "Replay");

        assertThat(other.locator("#said")).hasText("It is processed now.");
        assertThat(other.locator("#audited")).containsText("it was slow");
        assertThat(other.locator("#audited")).containsText("so I have heard");
        assertThat(operated.hasMeetingOf(id)).isTrue();
        one.keyboard().press("r");
        assertThat(one.locator("#audited")).containsText("so I have heard");
        one.keyboard().press("Escape");
        assertThat(rows(one)).hasCount(1);
    }

    /// The first thousand are given to the worker at once; somebody holds the next.
    @Test
    void aReplayThatRunsIsStopped() throws SQLException {
        String id = operated.died("Grace Hopper");
        copied(id, 5_000);

        try (Connection held = DriverManager.getConnection(Surroundings.jdbcUrl())) {
            held.setAutoCommit(false);
            try (Statement statement = held.createStatement()) {
                var _ =
                        statement.executeQuery(
                                "SELECT id FROM calendly_webhook_deliveries WHERE last_error = 'took too long'"
                                        + " ORDER BY received_at DESC, id DESC LIMIT 4000 FOR UPDATE");
            }
            Page page = signIn("adam", PAGE + "/replays/" + ordered());
            assertThat(page.locator("#progress")).containsText("1000 of 5001");
            assertThat(page.locator("#state")).containsText("running");
            assertThat(page.locator("main")).containsText("It goes on when this page is closed.");
            assertAccessible(page, "a replay that runs");
            page.click("#stop");
            agree(page, "too many", "Stop");
            // The next thousand wait for those that are held, and the stop for the thousand.
            await().untilAsserted(ConsoleDeliveriesTest::assertTheStopWaits);
            held.rollback();
            assertThat(page.locator("#state")).containsText("stopped");
            assertThat(page.locator("#stop")).hasCount(0);
            assertThat(page.locator("#progress")).containsText(Pattern.compile("[1-4]000 of 5001"));
            page.getByText("Who did what with it").click();
            assertThat(page.locator("cc-list")).containsText("too many");
        }
    }

    private static void assertTheStopWaits() {
        String waiting =
                "SELECT pid FROM pg_stat_activity WHERE wait_event_type = 'Lock'"
                        + " AND query LIKE 'UPDATE delivery_replays%' AND datname = current_database()";
        assertThat(Dump.column(waiting)).isNotEmpty();
    }

    /// One that has just been ordered: the next look finds it.
    private static String ordered() {
        return Dump.column(
                        "INSERT INTO delivery_replays (filter, count, ordered_by_tenant, ordered_by)"
                                + " VALUES ('{\"state\": \"dead\"}', 5001, 'default', 'adam') RETURNING id")
                .getFirst();
    }

    /// As many more as this one, older ones later.
    private static void copied(String id, int many) {
        Dump.execute(
                """
                INSERT INTO calendly_webhook_deliveries (id, subscription_id, organization_uri, dedupe_key, body, event, state,
                  last_error, due_at, turn, received_at, processed_at)
                SELECT gen_random_uuid(), subscription_id, organization_uri, sha256(convert_to('copy' || n || id, 'UTF8')), body, event,
                  state, last_error, due_at, turn, received_at - n * interval '1 s', processed_at
                FROM calendly_webhook_deliveries, generate_series(1, %d) n WHERE id = '%s'\
                """
                        .formatted(many, id));
    }

    @Test
    void whatIsNotThereIsSaidAndFitsAPhone() {
        Page page = signInNarrow("adam", PAGE + "?state=dead");

        assertThat(page.locator("cc-empty")).containsText("No delivery is like that");
        assertFits(page);
        operated.died("Grace Hopper");
        page.keyboard().press("r");
        assertThat(rows(page)).hasCount(1);
        assertFits(page);
        rows(page).first().click();
        assertThat(page.locator("#why")).isVisible();
        assertFits(page);
        page.navigate(page.url().replaceFirst("/deliveries/.*", "/deliveries/replays"));
        assertThat(page.locator("main h1")).hasText("Replays");
    }

    /// What the service itself has counted then.
    ///
    /// @return the minute, as a field of a form has it; the browser is in the zone of this process
    private static String minuteAgo(String ago, int accepted, String refused) {
        Dump.execute(
                """
                INSERT INTO service_minutes (step, at, replica, accepted, repeated, projected, ignored, retried,
                  dead, refresh_failures, rejected, accept, visible, inbox_age)
                SELECT 1, date_trunc('minute', now() - %1$s), 77, %2$d, 0, %2$d, 0, 0, 0, 0, '%3$s', '{}', '{}', 0
                ON CONFLICT (step, at, replica) DO NOTHING\
                """
                        .formatted(ago, accepted, refused));
        return java.time.LocalDateTime.ofInstant(
                        java.time.Instant.parse(
                                Dump.column(
                                                "SELECT to_char(date_trunc('minute', now() - %s) AT TIME ZONE 'UTC', 'YYYY-MM-DD\"T\"HH24:MI:00\"Z\"')"
                                                        .formatted(ago))
                                        .getFirst()),
                        java.time.ZoneId.systemDefault())
                .toString();
    }

    private static Locator rows(Page page) {
        return page.locator("cc-list tbody th a");
    }

    private static Locator button(Page page, String name) {
        return page.getByRole(
                AriaRole.BUTTON, new Page.GetByRoleOptions().setName(name).setExact(true));
    }

    private static Locator dialog(Page page, String action) {
        return page.locator("dialog[open]")
                .getByRole(
                        AriaRole.BUTTON,
                        new Locator.GetByRoleOptions().setName(action).setExact(true));
    }

    private static void agree(Page page, String reason, String action) {
        page.fill("dialog[open] #reason", reason);
        dialog(page, action).click();
    }
}
