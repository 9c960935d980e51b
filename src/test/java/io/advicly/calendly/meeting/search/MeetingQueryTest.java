package io.advicly.calendly.meeting.search;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.advicly.calendly.platform.list.Cursor;
import io.advicly.calendly.security.identity.EmailAddress;
import io.quarkiverse.resteasy.problem.HttpProblem;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MeetingQueryTest {

    @Test
    void withoutParametersEverythingIsWanted() {
        assertThat(Queries.of(wanted -> {}))
                .isEqualTo(
                        new MeetingQuery(
                                Optional.empty(),
                                Optional.empty(),
                                Optional.empty(),
                                Optional.empty(),
                                Optional.empty(),
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
        Map<String, String> said =
                Map.of(
                        "status", "canceled",
                        "from", "2026-02-01T12:00:00Z",
                        "to", "2026-02-01T14:00:00+01:00",
                        "event_uri", "https://api.calendly.com/scheduled_events/E",
                        "event_type", "http://localhost:8081/event_types/T",
                        "invitee_email", " Grace@Example.test ",
                        "host", "https://api.calendly.com/users/U",
                        "updated_since", "2026-02-01T11:00:00Z",
                        "limit", "200",
                        "cursor", cursor.encode());
        // When
        MeetingQuery query = Queries.of(wanted -> Queries.put(wanted, said));
        // Then
        assertThat(query)
                .isEqualTo(
                        new MeetingQuery(
                                Optional.of("canceled"),
                                Optional.of(Instant.parse("2026-02-01T12:00:00Z")),
                                Optional.of(Instant.parse("2026-02-01T13:00:00Z")),
                                Optional.of("https://api.calendly.com/scheduled_events/E"),
                                Optional.of("http://localhost:8081/event_types/T"),
                                Optional.of(new EmailAddress("grace@example.test")),
                                Optional.of("https://api.calendly.com/users/U"),
                                Optional.of(Instant.parse("2026-02-01T11:00:00Z")),
                                200,
                                Optional.of(cursor)));
    }

    @ParameterizedTest
    @CsvSource(
            emptyValue = "",
            value = {
                "status,pending",
                "status,ACTIVE",
                "status,''",
                "from,yesterday",
                "from,2026-02-01",
                "to,+1000000-01-01T00:00:00Z",
                "to,-0001-01-01T00:00:00Z",
                "event_uri,''",
                "event_uri,SIMEVT0001",
                "event_uri,ftp://api.calendly.com/scheduled_events/E",
                "event_uri,https:///scheduled_events/E",
                "event_uri,https://api.calendly.com",
                "event_uri,https://api.calendly.com/scheduled events/E",
                "event_type,30 Minute Intro",
                "event_type,\u0000",
                "event_type,https://api.calendly.com/event_types/\u0000T",
                "invitee_email,''",
                "invitee_email,Grace",
                "invitee_email,\u0000@example.test",
                "host,''",
                "host,Ada",
                "host,\ud800@example.test",
                "host,/users/U",
                "updated_since,yesterday",
                "updated_since,-0001-01-01T00:00:00Z",
                "limit,0",
                "limit,201",
                "limit,-1",
                "limit,ten",
                "limit,99999999999",
                "cursor,???",
                "cursor,''",
                "cursor,MjAyNg",
                "cursor,KzEwMDAwMDAtMDEtMDFUMDA6MDA6MDBaIDAtMC0wLTAtMA",
            })
    void namesTheParameterThatIsWrong(String name, String text) {
        assertThatThrownBy(() -> Queries.of(wanted -> Queries.put(wanted, Map.of(name, text))))
                .isInstanceOfSatisfying(
                        HttpProblem.class,
                        problem -> {
                            assertThat(problem.getStatusCode()).isEqualTo(400);
                            assertThat(problem.getDetail()).startsWith(name + " must ");
                        });
    }

    @Test
    void anOverlongUriIsNone() {
        String uri = "https://api.calendly.com/event_types/" + "x".repeat(2_000);

        assertThatThrownBy(() -> Queries.of(wanted -> wanted.eventType = uri))
                .isInstanceOf(HttpProblem.class);
    }
}
