package io.advicly.calendly.meeting;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import io.advicly.calendly.meeting.search.MeetingQuery;
import io.advicly.calendly.meeting.search.MeetingSearch;
import io.advicly.calendly.meeting.search.Queries;
import io.advicly.calendly.meeting.store.MeetingRepository;
import io.advicly.calendly.security.identity.BackendCaller;
import io.advicly.calendly.security.identity.Caller;
import io.advicly.calendly.testing.TestTokens;
import io.advicly.calendly.webhook.CrowdedProfile;
import io.advicly.calendly.webhook.RowsRead;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// Whatever a list of meetings is searched by, among a million of them it is found by an index.
@QuarkusTest
@TestProfile(MillionMeetingsTest.Profile.class)
class MillionMeetingsTest {

    /// What others fill in would be in the way.
    public static class Profile extends CrowdedProfile {}

    /// A page, and what an index finds of which another condition leaves nothing.
    private static final long FEW = 30_000;

    private static final List<String> TABLES = List.of("meetings", "meeting_invitees");

    /// One more than the page has.
    private static final int LIMIT = 51;

    private static boolean full;

    private final FullCalendar calendar;
    private final RowsRead read;
    private final DataSource database;

    MillionMeetingsTest(FullCalendar calendar, RowsRead read, DataSource database) {
        this.calendar = calendar;
        this.read = read;
        this.database = database;
    }

    /// Once for all: it takes a while.
    @BeforeEach
    void aMillion() {
        if (!full) {
            calendar.fill();
            assertThat(calendar.size()).isEqualTo(1_000_000);
            full = true;
        }
    }

    /// @param user whose page it is; null for a backend's
    /// @param tenant of whoever asks, `*` for all
    record Asked(@Nullable String user, String tenant, Map<String, String> wanted) {

        @Override
        public String toString() {
            return (user == null ? "backend of " + tenant : user) + " " + wanted.keySet();
        }

        String token() {
            return user == null
                    ? TestTokens.backend(tenant)
                    : TestTokens.of(user, Map.of("tenant_id", tenant));
        }

        String path() {
            return user == null ? "/api/backend/meetings" : "/api/meetings";
        }

        MeetingSearch search() {
            MeetingQuery query = Queries.of(all -> Queries.put(all, wanted));
            return user == null
                    ? MeetingSearch.of(
                            MeetingRepository.COLUMNS, backend(tenant), null, query, LIMIT)
                    : MeetingSearch.of(
                            MeetingRepository.COLUMNS, new Caller(tenant, user), query, LIMIT);
        }

        private static BackendCaller backend(String tenant) {
            return new BackendCaller("backend", tenant.equals(BackendCaller.ALL) ? null : tenant);
        }
    }

    static List<Asked> questions() {
        List<Asked> all = new ArrayList<>();
        for (String user : List.of(FullCalendar.BUSY, FullCalendar.USUAL)) {
            all.addAll(questions(user, FullCalendar.TENANT));
        }
        for (String tenant : List.of(FullCalendar.TENANT, BackendCaller.ALL)) {
            all.addAll(questions(null, tenant));
        }
        return all;
    }

    private static Map<String, String> filters() {
        return Map.of(
                "status", "canceled",
                "from", Instant.now().minus(Duration.ofDays(1)).toString(),
                "to", Instant.now().minus(Duration.ofDays(300)).toString(),
                "event_uri", "https://api.calendly.com/scheduled_events/full-4242",
                "event_type", "https://api.calendly.com/event_types/full-42",
                "invitee_email", "guest-4242@example.test",
                "host", "https://api.calendly.com/users/co-4003",
                "updated_since", Instant.now().minus(Duration.ofHours(12)).toString());
    }

    private static List<Asked> questions(@Nullable String user, String tenant) {
        Map<String, String> filters = filters();
        List<Map<String, String>> wanted = new ArrayList<>();
        wanted.add(Map.of());
        filters.forEach((name, value) -> wanted.add(Map.of(name, value)));
        wanted.add(Map.of("host", "co-4003@example.test"));
        wanted.add(Map.of("status", "active"));
        wanted.add(filters);
        return wanted.stream().map(it -> new Asked(user, tenant, it)).toList();
    }

    @ParameterizedTest
    @MethodSource("questions")
    void aListFindsItsPage(Asked asked) {
        read.atMost(
                FEW,
                TABLES,
                () -> {
                    String cursor = page(asked, Map.of());
                    if (cursor != null) {
                        page(asked, Map.of("cursor", cursor));
                    }
                });
    }

    /// Also by a plan that is made for any values: after some calls PostgreSQL may keep one.
    @ParameterizedTest
    @MethodSource("questions")
    void noPlanReadsAllOfThem(Asked asked) throws SQLException {
        for (String mode : List.of("force_custom_plan", "force_generic_plan")) {
            String plan = plan(asked, mode);
            assertThat(plan)
                    .as(mode)
                    .contains("Index")
                    .doesNotContain("Seq Scan on meetings", "Seq Scan on meeting_invitees");
        }
    }

    private static @Nullable String page(Asked asked, Map<String, String> more) {
        return given().auth()
                .oauth2(asked.token())
                .queryParams(asked.wanted())
                .queryParams(more)
                .get(asked.path())
                .then()
                .statusCode(200)
                .extract()
                .path("next_cursor");
    }

    private String plan(Asked asked, String mode) throws SQLException {
        MeetingSearch search = asked.search();
        List<String> names = List.copyOf(search.parameters().keySet());
        String sql = search.sql();
        for (int n = 0; n < names.size(); n++) {
            sql = sql.replaceAll(":" + names.get(n) + "\\b", "\\$" + (n + 1));
        }
        try (Connection connection = database.getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute("SET plan_cache_mode = " + mode);
            statement.execute("PREPARE wanted AS " + sql);
            List<String> values =
                    names.stream().map(name -> "'" + search.parameters().get(name) + "'").toList();
            StringBuilder plan = new StringBuilder();
            try (ResultSet rows =
                    statement.executeQuery(
                            "EXPLAIN EXECUTE wanted(" + String.join(", ", values) + ")")) {
                while (rows.next()) {
                    plan.append(rows.getString(1)).append('\n');
                }
            } finally {
                statement.execute("DEALLOCATE wanted");
                statement.execute("RESET plan_cache_mode");
            }
            return plan.toString();
        }
    }
}
