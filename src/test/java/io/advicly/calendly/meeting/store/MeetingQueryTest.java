package io.advicly.calendly.meeting.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.advicly.calendly.platform.list.Cursor;
import io.quarkiverse.resteasy.problem.HttpProblem;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MeetingQueryTest {

    @Test
    void withoutParametersEverythingIsWanted() {
        assertThat(MeetingQuery.parse(null, null, null, null, null))
                .isEqualTo(
                        new MeetingQuery(
                                Optional.empty(),
                                Optional.empty(),
                                Optional.empty(),
                                50,
                                Optional.empty()));
    }

    @Test
    void readsEveryParameter() {
        // Given
        Cursor cursor = new Cursor(Instant.parse("2026-02-01T12:00:00.000001Z"), UUID.randomUUID());
        // When
        MeetingQuery query =
                MeetingQuery.parse(
                        "canceled",
                        "2026-02-01T12:00:00Z",
                        "2026-02-01T14:00:00+01:00",
                        "200",
                        cursor.encode());
        // Then
        assertThat(query)
                .isEqualTo(
                        new MeetingQuery(
                                Optional.of("canceled"),
                                Optional.of(Instant.parse("2026-02-01T12:00:00Z")),
                                Optional.of(Instant.parse("2026-02-01T13:00:00Z")),
                                200,
                                Optional.of(cursor)));
    }

    @ParameterizedTest
    @CsvSource(
            nullValues = "-",
            emptyValue = "",
            value = {
                "pending,-,-,-,-,status",
                "ACTIVE,-,-,-,-,status",
                "'',-,-,-,-,status",
                "-,yesterday,-,-,-,from",
                "-,2026-02-01,-,-,-,from",
                "-,-,+1000000-01-01T00:00:00Z,-,-,to",
                "-,-,-0001-01-01T00:00:00Z,-,-,to",
                "-,-,-,0,-,limit",
                "-,-,-,201,-,limit",
                "-,-,-,-1,-,limit",
                "-,-,-,ten,-,limit",
                "-,-,-,99999999999,-,limit",
                "-,-,-,-,???,cursor",
                "-,-,-,-,'',cursor",
                "-,-,-,-,MjAyNg,cursor",
                "-,-,-,-,KzEwMDAwMDAtMDEtMDFUMDA6MDA6MDBaIDAtMC0wLTAtMA,cursor",
            })
    void namesTheParameterThatIsWrong(
            @Nullable String status,
            @Nullable String from,
            @Nullable String to,
            @Nullable String limit,
            @Nullable String cursor,
            String named) {
        assertThatThrownBy(() -> MeetingQuery.parse(status, from, to, limit, cursor))
                .isInstanceOfSatisfying(
                        HttpProblem.class,
                        problem -> {
                            assertThat(problem.getStatusCode()).isEqualTo(400);
                            assertThat(problem.getDetail()).startsWith(named + " must ");
                        });
    }
}
