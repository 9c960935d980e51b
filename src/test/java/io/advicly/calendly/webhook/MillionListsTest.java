package io.advicly.calendly.webhook;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.greaterThan;

import io.advicly.calendly.destination.operator.DestinationStatements;
import io.advicly.calendly.security.audit.AuditStatements;
import io.advicly.calendly.sync.operator.SyncStatements;
import io.advicly.calendly.testing.TestTokens;
import io.advicly.calendly.webhook.admin.DeliveryStatements;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.restassured.specification.RequestSpecification;
import io.vertx.mutiny.sqlclient.Tuple;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/// Whatever the console's lists are filtered by, among a million deliveries, a million meetings and
/// 100,000 connections each page is found by an index.
@QuarkusTest
@TestProfile(MillionListsTest.Profile.class)
class MillionListsTest {

    /// What others fill in would be in the way.
    public static class Profile extends CrowdedProfile {}

    /// A page, and what an index finds of which another condition leaves nothing.
    private static final long FEW = 25_000;

    private static boolean full;

    private final FullConsole console;
    private final RowsRead read;
    private final QueryPlans plans;

    MillionListsTest(FullConsole console, RowsRead read, QueryPlans plans) {
        this.console = console;
        this.read = read;
        this.plans = plans;
    }

    /// Once for all: it takes a while.
    @BeforeEach
    void aMillion() {
        if (!full) {
            console.fill();
            full = true;
        }
    }

    static Stream<Arguments> lists() {
        return Stream.<Map.Entry<String, Consumer<BiConsumer<String, Tuple>>>>of(
                        Map.entry("deliveries", DeliveryStatements::all),
                        Map.entry("destinations", DestinationStatements::all),
                        Map.entry("syncs", SyncStatements::all),
                        Map.entry("audit", AuditStatements::all))
                .map(list -> Arguments.of(list.getKey(), list.getValue()));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("lists")
    void noPlanReadsAllOfATable(String list, Consumer<BiConsumer<String, Tuple>> statements) {
        statements.accept((sql, parameters) -> {
            String asked = list + ": " + parameters.deepToString();
            plans.both(sql, parameters).forEach(plan -> assertByIndex(asked, plan));
        });
    }

    private static void assertByIndex(String asked, String plan) {
        for (String table : FullConsole.TABLES) {
            assertThat(plan).as(asked).contains("Index").doesNotContain("Seq Scan on " + table);
        }
    }

    static Stream<String> pages() {
        return Stream.concat(deliveries(), others());
    }

    private static Stream<String> deliveries() {
        return Stream.of(
                "deliveries",
                "deliveries?state=dead",
                "deliveries?state=ignored",
                "deliveries?organization=" + FullConsole.BIG,
                "deliveries?organization=" + FullConsole.SMALL,
                "deliveries?state=dead&organization=" + FullConsole.BIG,
                "deliveries?event=invitee.created",
                "deliveries?event=routing_form_submission.created",
                "deliveries?event=nothing",
                "deliveries?state=ignored&event=routing_form_submission.created",
                "deliveries?error=a%20rare",
                "deliveries?error=took",
                "deliveries?error=nothing",
                "deliveries?subscription=50000000-0000-0000-0000-000000000007",
                "deliveries?subscription=50000000-0000-0000-0000-000000000000&state=dead",
                "deliveries?meeting=e0000000-0000-0000-0000-000000000007",
                "deliveries?meeting=https://api.calendly.com/scheduled_events/house-9",
                "deliveries?ids=d0000000-0000-0000-0000-000000000007",
                "deliveries/d0000000-0000-0000-0000-000000000007");
    }

    private static Stream<String> others() {
        return Stream.of(
                "replays",
                "answers",
                "overview?minutes=10080",
                "syncs",
                "syncs?state=running",
                "syncs?state=waiting",
                "syncs?state=failed",
                "syncs?kind=repair",
                "syncs?kind=repair&state=failed",
                "syncs?tenant=house-7",
                "syncs?user=user-7",
                "syncs?connection=c0000000-0000-0000-0000-000000000007",
                "destinations",
                "destinations?state=held",
                "destinations?state=failing",
                "destinations?tenant=house-7",
                "audit",
                "audit?action=deliveries.replayed",
                "audit?tenant=house-7",
                "audit?user=user-7",
                "audit?actor=operator-1",
                "audit?about=00000000-0000-0000-0000-000000000065",
                "audit?connection=c0000000-0000-0000-0000-000000000007");
    }

    @ParameterizedTest
    @MethodSource("pages")
    void aPageReadsFewRows(String page) {
        Instant between = Instant.now().minus(Duration.ofDays(2));
        List<@Nullable String> cursors = new ArrayList<>();
        fewRows(() -> cursors.add(next(page, Map.of())));
        if (cursors.getFirst() != null) {
            fewRows(() -> next(page, Map.of("cursor", cursors.getFirst())));
        }
        if (cursors.getFirst() != null && !page.startsWith("destinations")) {
            String from = between.minusSeconds(3_600).toString();
            fewRows(() -> next(page, Map.of("from", from, "to", between.toString())));
        }
    }

    private void fewRows(Runnable call) {
        read.atMost(FEW, FullConsole.TABLES, call);
    }

    private static @Nullable String next(String page, Map<String, String> more) {
        return admin().queryParams(more)
                .get("/api/admin/" + page)
                .then()
                .statusCode(200)
                .extract()
                .path("next_cursor");
    }

    @Test
    void yesterdaysDeadOnesAreCounted() {
        String from = Instant.now().minus(Duration.ofDays(2)).toString();
        String to = Instant.now().minus(Duration.ofDays(1)).toString();
        Map<String, ?> filter = Map.of("state", "dead", "from", from, "to", to);
        fewRows(() -> assertCounted(Map.of("dry_run", true, "filter", filter)));
    }

    private static void assertCounted(Map<String, ?> request) {
        admin().contentType("application/json")
                .body(request)
                .post("/api/admin/deliveries/replay")
                .then()
                .statusCode(202)
                .body("count", greaterThan(3_000))
                .body("touches.organizations", greaterThan(10));
    }

    /// How the lists of one page add up.
    @Test
    void findsWhatIsThere() {
        assertThat(found("deliveries?error=a%20rare&limit=200", "deliveries")).hasSize(25);
        assertThat(
                        found(
                                "deliveries?event=routing_form_submission.created&limit=200",
                                "deliveries"))
                .hasSize(20);
        assertThat(found("deliveries?limit=7&organization=" + FullConsole.BIG, "deliveries"))
                .hasSize(7)
                .allSatisfy(
                        row -> assertThat(row.get("organization_uri")).isEqualTo(FullConsole.BIG));
        assertThat(found("syncs?connection=c0000000-0000-0000-0000-000000000007", "syncs"))
                .hasSize(3);
        admin().get("/api/admin/destinations?state=held&tenant=house-11")
                .then()
                .body("destinations.behind.more.unique()", equalTo(List.of(false)))
                .body("destinations.behind.events.unique()", equalTo(List.of(200)));
        admin().get("/api/admin/destinations?tenant=*")
                .then()
                .body("destinations.behind.more", equalTo(List.of(true)));
        assertThat(found("destinations?state=failing", "destinations")).as("held ones").isEmpty();
    }

    private static List<Map<String, Object>> found(String page, String field) {
        return admin().get("/api/admin/" + page).then().statusCode(200).extract().path(field);
    }

    private static RequestSpecification admin() {
        return given().auth().oauth2(TestTokens.admin("operator")).urlEncodingEnabled(false);
    }
}
