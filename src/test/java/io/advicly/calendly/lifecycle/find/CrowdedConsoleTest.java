package io.advicly.calendly.lifecycle.find;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import io.advicly.calendly.testing.TestTokens;
import io.advicly.calendly.webhook.CrowdedProfile;
import io.advicly.calendly.webhook.RowsRead;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;
import org.jboss.logging.Logger;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// Whatever the console asks about people, among 100,000 connections, a million meetings and a
/// million deliveries it is found by an index: nothing reads a table from end to end, as PostgreSQL
/// itself counts it, neither at first nor by a plan that it keeps for any values.
@QuarkusTest
@TestProfile(CrowdedConsoleTest.Profile.class)
class CrowdedConsoleTest {

    /// What others fill in would be in the way.
    public static class Profile extends CrowdedProfile {}

    private static final Logger LOG = Logger.getLogger(CrowdedConsoleTest.class);

    /// PostgreSQL thinks of a plan for any values after five.
    private static final int TIMES = 7;

    /// Of one organization there are 2,000 connections; a page needs less.
    private static final long FEW = 5_000;

    private static final String CALENDLY = "https://api.calendly.com/";
    private static final String ORGANIZATION = CALENDLY + "organizations/house-0";
    private static final String CONNECTION = uuid("c" + "0".repeat(27) + "1000");
    private static final String DELIVERY = uuid("d" + "0".repeat(27) + "1001");
    private static final String MEETING = uuid("0".repeat(28) + "1000");

    private static boolean full;

    private final CrowdedHouse house;
    private final RowsRead read;

    CrowdedConsoleTest(CrowdedHouse house, RowsRead read) {
        this.house = house;
        this.read = read;
    }

    /// Once for all: it takes a while.
    @BeforeEach
    void fill() {
        if (!full) {
            full = true;
            house.fill();
        }
    }

    record Asked(String path, Map<String, String> wanted) {

        @Override
        public String toString() {
            return path + " " + wanted;
        }
    }

    static List<Asked> questions() {
        return Stream.of(searches(), filters(), weeks(), ofOne()).flatMap(List::stream).toList();
    }

    private static List<Asked> searches() {
        List<Asked> all = new ArrayList<>();
        for (String q :
                List.of(
                        "house-user-4096",
                        "house-user-409",
                        "somebody-4096@house.test",
                        "guest-4096@guests.test",
                        CrowdedHouse.TENANT,
                        "house-7",
                        "nobody",
                        "request-4096",
                        CALENDLY + "users/house-4096",
                        ORGANIZATION,
                        CALENDLY + "organizations/house-4097",
                        CALENDLY + "scheduled_events/house-4096",
                        CALENDLY + "scheduled_events/house-4096/invitees/I",
                        CALENDLY + "webhook_subscriptions/house-0",
                        CONNECTION,
                        MEETING,
                        uuid("d" + "0".repeat(27) + "1000"))) {
            all.add(new Asked("diagnosis", Map.of("q", q)));
        }
        for (String q :
                List.of("house-user-4096", "somebody-409", CrowdedHouse.TENANT, CONNECTION)) {
            all.add(new Asked("connections", Map.of("q", q)));
        }
        return all;
    }

    private static List<Asked> filters() {
        List<Asked> all = new ArrayList<>();
        for (Map<String, String> filter :
                List.<Map<String, String>>of(
                        Map.of(),
                        Map.of("status", "needs_reconnect"),
                        Map.of("status", "needs_reconnect", "tenant", CrowdedHouse.TENANT),
                        Map.of("status", "active"),
                        Map.of("tenant", "house-7"),
                        Map.of("tenant", CrowdedHouse.TENANT),
                        Map.of("organization", ORGANIZATION))) {
            all.add(new Asked("connections", filter));
            all.add(new Asked("connection-counts", filter));
        }
        all.add(new Asked("connections", Map.of("account", CALENDLY + "users/house-4096")));
        all.add(new Asked("connections", Map.of("user", "house-user-4096")));
        all.add(new Asked("connections", Map.of("status", "disconnected")));
        all.add(new Asked("subscriptions", Map.of()));
        for (String trouble :
                List.of(
                        "retrying",
                        "gap",
                        "unfinished",
                        "disabled",
                        "refused",
                        "plan_not_allowed",
                        "orphaned")) {
            all.add(new Asked("organizations", Map.of("trouble", trouble)));
        }
        for (Map<String, String> filter :
                List.<Map<String, String>>of(
                        Map.of(), Map.of("state", "held"), Map.of("tenant", CrowdedHouse.TENANT))) {
            all.add(new Asked("destinations", filter));
        }
        all.add(new Asked("organizations", Map.of()));
        all.add(new Asked("organizations", Map.of("organization", ORGANIZATION)));
        return all;
    }

    private static List<Asked> weeks() {
        Instant today = Instant.now().truncatedTo(ChronoUnit.DAYS);
        String from = today.minus(4, ChronoUnit.DAYS).toString();
        String to = today.plus(4, ChronoUnit.DAYS).toString();
        return List.of(
                new Asked(
                        "meetings",
                        Map.of(
                                "tenant",
                                CrowdedHouse.TENANT,
                                "user",
                                "house-user-4096",
                                "from",
                                from,
                                "to",
                                to,
                                "reveal",
                                "true")),
                new Asked(
                        "meetings", Map.of("tenant", CrowdedHouse.TENANT, "from", from, "to", to)));
    }

    private static List<Asked> ofOne() {
        return List.of(
                new Asked("connections/" + CONNECTION, Map.of()),
                new Asked("diagnosis/connections/" + CONNECTION, Map.of()),
                new Asked("history/connections/" + CONNECTION, Map.of()),
                new Asked("history/meetings/" + MEETING, Map.of()),
                new Asked("history/organizations", Map.of("organization", ORGANIZATION)),
                new Asked(
                        "meetings",
                        Map.of(
                                "tenant",
                                CrowdedHouse.TENANT,
                                "event_uri",
                                CALENDLY + "scheduled_events/house-4095")),
                new Asked("meetings/" + MEETING, Map.of("reveal", "true")),
                new Asked("encryption", Map.of()));
    }

    private static String uuid(String hex) {
        String all = hex.substring(0, 1) + "0".repeat(32 - hex.length()) + hex.substring(1);
        return UUID.fromString(
                        all.replaceFirst("(.{8})(.{4})(.{4})(.{4})(.{12})", "$1-$2-$3-$4-$5"))
                .toString();
    }

    /// Also the events of today.
    private static List<String> tables() {
        return List.of(
                "calendar_connections",
                "meetings",
                "meeting_invitees",
                "meeting_changes",
                "calendly_webhook_deliveries",
                "calendly_webhook_subscriptions",
                "calendly_organizations",
                "sync_jobs",
                "audit_events",
                "events_" + LocalDate.now(ZoneOffset.UTC).toString().replace("-", ""));
    }

    @ParameterizedTest
    @MethodSource("questions")
    void isFoundByAnIndex(Asked asked) {
        read.atMost(FEW * TIMES, tables(), () -> askAgainAndAgain(asked));
    }

    static Stream<ConsoleTimes.Look> looks() {
        return ConsoleTimes.all(MEETING, DELIVERY);
    }

    /// Also what is done for a question, and what several calls answer.
    @ParameterizedTest
    @MethodSource("looks")
    void whatAnOperatorAsksIsFoundByAnIndex(ConsoleTimes.Look look) {
        read.atMost(
                FEW * TIMES,
                tables(),
                () -> Stream.generate(() -> look).limit(TIMES).forEach(ConsoleTimes.Look::make));
    }

    /// docs/console.md has a run of it.
    @Test
    void tellsHowLongAnOperatorWaits() {
        LOG.info("How long the console's questions take\n" + ConsoleTimes.table(looks()));
    }

    private static void askAgainAndAgain(Asked asked) {
        long shortest = Long.MAX_VALUE;
        for (int time = 0; time < TIMES; time++) {
            shortest = Math.min(shortest, ask(asked));
        }
        LOG.infof("%4d ms %s", shortest, asked);
    }

    private static long ask(Asked asked) {
        long began = System.nanoTime();
        int status =
                given().auth()
                        .oauth2(TestTokens.admin("operator"))
                        .queryParams(asked.wanted())
                        .get("/api/admin/" + asked.path())
                        .statusCode();
        assertThat(status).isEqualTo(200);
        return (System.nanoTime() - began) / 1_000_000;
    }
}
