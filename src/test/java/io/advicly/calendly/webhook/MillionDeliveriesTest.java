package io.advicly.calendly.webhook;

import static io.restassured.RestAssured.given;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.greaterThan;

import io.advicly.calendly.meeting.HostRows;
import io.advicly.calendly.testing.TestTokens;
import io.advicly.calendly.webhook.erasure.PurgedAccount;
import io.advicly.calendly.webhook.queue.Chores;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Whatever is done with an inbox of a million deliveries reaches its rows by an index: nothing
/// reads all of them, neither from end to end nor page by page.
@QuarkusTest
@TestProfile(MillionDeliveriesTest.Profile.class)
class MillionDeliveriesTest {

    /// What others fill in would be in the way.
    public static class Profile extends CrowdedProfile {}

    private static final String INBOX = "calendly_webhook_deliveries";

    /// Of a million deliveries, and of 100,000 meetings.
    private static final long FEW = 20_000;

    private static final Guest GUEST = Guest.somebodyNew();

    private static boolean full;

    private final Erasing erasing;
    private final HostRows hosts;
    private final FullInbox inbox;
    private final Chores chores;
    private final RowsRead read;

    MillionDeliveriesTest(
            Erasing erasing, HostRows hosts, FullInbox inbox, Chores chores, RowsRead read) {
        this.erasing = erasing;
        this.hosts = hosts;
        this.inbox = inbox;
        this.chores = chores;
        this.read = read;
    }

    /// Once for all: it takes a while.
    @BeforeEach
    void aMillion() {
        if (full) {
            return;
        }
        full = true;
        var organization = erasing.connected(GUEST.tenant());
        erasing.deliver(organization, GUEST.body(organization, "invitee.created"), "processed");
        erasing.deliver(organization, GUEST.guestOf(organization), "processed");
        erasing.deliver(
                organization, GUEST.contact().replace("@", "\\u0040").getBytes(UTF_8), "ignored");
        inbox.round(organization);
    }

    @Test
    void anErasureFindsWhatMentionsSomebody() {
        read.atMost(
                FEW,
                List.of(INBOX, "meetings", "meeting_invitees", "meeting_outbox"),
                () ->
                        erasing.erase(GUEST)
                                .statusCode(200)
                                .body("deliveries", equalTo(3))
                                .body("meetings", equalTo(2))
                                .body("outbox", greaterThan(0)));
    }

    @Test
    void aPurgeFindsItsOwn() {
        String organization = "https://api.calendly.com/organizations/crowd-7";
        UUID connection =
                hosts.connect(
                        "leaving", "leaver", "https://api.calendly.com/users/l", organization);
        PurgedAccount purged =
                new PurgedAccount(
                        connection,
                        organization,
                        "https://api.calendly.com/users/l",
                        hosts.requestPurge(connection));
        read.atMost(FEW, List.of(INBOX), () -> chores.purge(purged));
    }

    @Test
    void retentionFindsTheOldest() {
        read.atMost(FEW, List.of(INBOX), chores::deleteOld);
        assertThat(inbox.doneLongAgo()).isZero();
    }

    @Test
    void aClaimFindsWhatIsDue() {
        read.atMost(FEW, List.of(INBOX), () -> chores.claim(100));
    }

    @Test
    void theQueueIsMeasured() {
        read.atMost(FEW, List.of(INBOX), chores::measure);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "?limit=50",
                "?state=pending",
                "?state=processed",
                "?state=ignored",
                "?state=dead"
            })
    void aListFindsItsPage(String query) {
        Instant between = Instant.now().minus(Duration.ofDays(3));
        String range =
                (query.isEmpty() ? "?" : query + "&")
                        + "from="
                        + between.minus(Duration.ofDays(1))
                        + "&to="
                        + between;
        read.atMost(
                FEW,
                List.of(INBOX),
                () -> {
                    String cursor = page(query, null);
                    page(query, cursor);
                    page(range, null);
                });
    }

    /// However many wait, as after an hour in which nothing could be worked off.
    @Test
    void aListFindsItsPageBesideABacklog() {
        inbox.backlog();
        try {
            String from = "from=" + Instant.now().minus(Duration.ofMinutes(30));
            for (String query : List.of("?", "?state=pending&", "?state=processed&")) {
                read.atMost(
                        FEW,
                        List.of(INBOX),
                        () -> {
                            page(query + "limit=50", page(query + "limit=50", null));
                            page(query + from, null);
                        });
            }
        } finally {
            inbox.workOffBacklog();
        }
    }

    @Test
    void aReplayFindsWhatIsToBeReplayed() {
        String to = Instant.now().minus(Duration.ofDays(2)).toString();
        String from = Instant.now().minus(Duration.ofDays(2)).minusSeconds(900).toString();
        read.atMost(
                FEW,
                List.of(INBOX),
                () ->
                        given().auth()
                                .oauth2(TestTokens.admin("operator"))
                                .contentType("application/json")
                                .body(Map.of("state", "dead", "from", from, "to", to))
                                .post("/api/admin/deliveries/replay")
                                .then()
                                .statusCode(202)
                                .body("count", greaterThan(0)));
    }

    private static @Nullable String page(String query, @Nullable String cursor) {
        String next = cursor == null ? "" : (query.isEmpty() ? "?" : "&") + "cursor=" + cursor;
        return given().auth()
                .oauth2(TestTokens.admin("operator"))
                .get("/api/admin/deliveries" + query + next)
                .then()
                .statusCode(200)
                .extract()
                .path("next_cursor");
    }
}
