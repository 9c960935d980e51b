package io.advicly.calendly.webhook.search;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.advicly.calendly.platform.list.Cursor;
import io.advicly.calendly.platform.list.QueryParameters;
import io.advicly.calendly.webhook.DeliveryState;
import io.advicly.calendly.webhook.SqlFaults;
import io.quarkiverse.resteasy.problem.HttpProblem;
import io.vertx.pgclient.PgException;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.NullSource;
import org.junit.jupiter.params.provider.ValueSource;

/// Which deliveries are meant, and what their failures say.
class DeliveryQueryTest {

    private static final Instant FROM = Instant.parse("2026-02-01T00:00:00Z");
    private static final Instant TO = Instant.parse("2026-02-02T00:00:00Z");

    @Test
    void meansAllWithoutParameters() {
        assertThat(DeliveryQuery.parse(DeliveryCriteria.ANY, null, null))
                .isEqualTo(
                        new DeliveryQuery(
                                Optional.empty(),
                                Optional.empty(),
                                Optional.empty(),
                                DeliveryQuery.About.ANYTHING,
                                QueryParameters.DEFAULT_LIMIT,
                                Optional.empty()));
    }

    @Test
    void meansWhatItsParametersSay() {
        Cursor cursor = new Cursor(FROM, new UUID(0, 1));

        assertThat(
                        DeliveryQuery.parse(
                                DeliveryCriteria.received("dead", FROM.toString(), TO.toString()),
                                "7",
                                cursor.encode()))
                .isEqualTo(
                        new DeliveryQuery(
                                Optional.of(DeliveryState.DEAD),
                                Optional.of(FROM),
                                Optional.of(TO),
                                DeliveryQuery.About.ANYTHING,
                                7,
                                Optional.of(cursor)));
    }

    @Test
    void aReplayIsOfSettledOnes() {
        DeliveryQuery query =
                DeliveryQuery.ofSettled(
                        DeliveryCriteria.received("ignored", FROM.toString(), null));

        assertThat(query.state()).contains(DeliveryState.IGNORED);
        assertThat(query.from()).contains(FROM);
        assertThat(query.to()).isEmpty();
    }

    @Test
    void aMeetingIsMeantByItsIdOrByItsEvent() {
        UUID id = UUID.randomUUID();
        String uri = "https://api.calendly.com/scheduled_events/e";

        assertThat(about(id.toString()).meeting()).contains(id);
        assertThat(about(uri).eventUri()).contains(uri);
        assertThatThrownBy(() -> about("lunch"))
                .isInstanceOfSatisfying(
                        HttpProblem.class,
                        problem ->
                                assertThat(problem.getDetail())
                                        .isEqualTo(
                                                "meeting must be the id of a meeting, or the URI of a scheduled event."));
    }

    private static DeliveryQuery.About about(String meeting) {
        DeliveryCriteria criteria =
                new DeliveryCriteria(null, null, null, null, null, null, meeting, null, null);
        return DeliveryQuery.parse(criteria, null, null).about();
    }

    @ParameterizedTest
    @NullSource
    @ValueSource(strings = "pending")
    void aReplayOfAnythingElseIsRefused(@Nullable String state) {
        assertThatThrownBy(
                        () -> DeliveryQuery.ofSettled(DeliveryCriteria.received(state, null, null)))
                .isInstanceOfSatisfying(
                        HttpProblem.class,
                        problem ->
                                assertThat(problem.getDetail()).startsWith("state must be one of"));
        assertThatThrownBy(() -> DeliveryQuery.ofSettled(null)).isInstanceOf(HttpProblem.class);
    }

    @ParameterizedTest
    @CsvSource({
        "22P05,true",
        "23505,true",
        "40P01,true",
        "54000,true",
        "P0001,true",
        "57P01,false",
        "08006,false"
    })
    void oneRowMaySpoilAllByWhatItHolds(String sqlState, boolean may) {
        assertThat(SqlFaults.mayBe(new PgException("message", "ERROR", sqlState, "detail")))
                .isEqualTo(may);
    }

    @Test
    void whatPostgresqlHasNotSaidIsNoRowsFault() {
        assertThat(SqlFaults.mayBe(new IllegalStateException("22000"))).isFalse();
    }
}
