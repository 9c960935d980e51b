package io.advicly.calendly.calendly.http.answer;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.advicly.calendly.calendly.Bodies;
import io.advicly.calendly.calendly.CalendlyAnswer;
import io.advicly.calendly.calendly.CalendlyFailure;
import io.advicly.calendly.calendly.CalendlyFailure.Forbidden.Reason;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class AnswersTest {

    @ParameterizedTest
    @CsvSource({
        "400, Rejected",
        "401, Unauthenticated",
        "402, Rejected",
        "403, Forbidden",
        "404, NotFound",
        "409, AlreadyExists",
        "410, NotFound",
        "424, Rejected",
        "429, RateLimited",
        "500, Unavailable",
        "502, Unavailable",
        "503, Unavailable",
        "301, Unavailable",
        "202, Unavailable"
    })
    void decidesByStatus(int status, String type) {
        // When
        CalendlyFailure failure = failure(status, Bodies.error("t", "m"));

        // Then
        assertThat(failure.getClass().getSimpleName()).isEqualTo(type);
        assertThat(failure.answer())
                .isEqualTo(new CalendlyAnswer(status, "t", "m", List.of(), "req-1"));
    }

    @Test
    void readsDetailsWithAndWithoutParameter() {
        // Given
        String body =
                """
                {"title": "Invalid Argument", "message": "The supplied parameters are invalid.",
                 "details": [{"parameter": "url", "message": "is not allowed"},
                             {"message": "is missing"}, {"parameter": "scope"}, {}, 7]}\
                """;

        // When
        CalendlyFailure failure = failure(400, body);

        // Then
        assertThat(failure.answer().details())
                .containsExactly("url: is not allowed", "is missing", "scope");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "<html>", "[]", "null", "7", "{\"title\": {}}", "{\"details\": 3}"})
    void standsBodiesThatAreNoEnvelope(String body) {
        // When
        CalendlyFailure failure = failure(502, body);

        // Then
        assertThat(failure).isInstanceOf(CalendlyFailure.Unavailable.class);
        assertThat(failure.answer())
                .isEqualTo(new CalendlyAnswer(502, null, null, List.of(), "req-1"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "Permission Denied | Please upgrade to a paid Calendly account. | PLAN",
                "Permission Denied | Please upgrade your Calendly account to Standard | PLAN",
                "Insufficient scope | whatever | SCOPE",
                "Permission Denied | requires the scopes listed in 'required_scopes' | SCOPE",
                "Permission Denied | You do not have permission | PERMISSION",
                "Permission Denied | Unauthorized | PERMISSION"
            })
    void tellsRefusalsApartByTheirText(String title, String message, Reason reason) {
        // When
        CalendlyFailure failure = failure(403, Bodies.error(title, message));

        // Then
        assertThat(((CalendlyFailure.Forbidden) failure).reason()).isEqualTo(reason);
    }

    @ParameterizedTest
    @CsvSource({"400", "401", "402", "403", "404", "409", "424"})
    void takesOnlyWhatCalendlySaysForARefusal(int status) {
        for (String body : List.of("", "<html>Denied</html>", "[]", "7", "{\"message\": {}}")) {
            // When
            CalendlyFailure failure = failure(status, body);

            // Then
            assertThat(failure)
                    .as(body)
                    .isInstanceOfSatisfying(
                            CalendlyFailure.Unavailable.class,
                            away -> assertThat(away.maybeProcessed()).isFalse());
        }
    }

    @ParameterizedTest
    @CsvSource({"400", "401", "402", "403", "404", "409", "410", "424"})
    void takesNoRefusalOfAnotherTypeOrInTheWordsOfTheOtherHost(int status) {
        String ofOAuth = "{\"error\": \"invalid_grant\"}";
        String ofApi = Bodies.error("Permission Denied", "Unauthorized");
        for (Question question : Question.values()) {
            String own = question.isOfOAuth() ? ofOAuth : ofApi;
            for (String type : List.of("text/html", "text/plain", "application/problem+json")) {
                assertLater(question, status, type, own);
            }
            String other = question.isOfOAuth() ? ofApi : ofOAuth;
            assertLater(question, status, "application/json", other);
            assertLater(question, status, "application/json", "{\"message\": \"Forbidden\"}");
            assertLater(question, status, "application/json", own.substring(0, own.length() - 3));
        }
    }

    private static void assertLater(Question question, int status, String type, String body) {
        Map<String, String> headers = Map.of("content-type", type);
        Reply reply = Reply.of(status, headers::get, body.getBytes(UTF_8), 1 << 23);
        assertThat(Answers.of(question, reply))
                .as("%s %d %s %s", question, status, type, body)
                .isInstanceOfSatisfying(
                        Answer.Later.class,
                        later ->
                                assertThat(later.failure())
                                        .isInstanceOf(CalendlyFailure.Unavailable.class));
    }

    @Test
    void saysOfWhichKindAnAnswerIsThatIsNotCalendlys() {
        // Given
        Map<String, String> headers = Map.of("content-type", "Text/HTML; charset=utf-8");
        byte[] body = "<html>Denied to ada@acme.test</html>".getBytes(UTF_8);

        // When
        CalendlyFailure failure =
                failure(Question.RESOURCE, Reply.of(403, headers::get, body, 1 << 23));

        // Then
        assertThat(failure.answer())
                .isEqualTo(new CalendlyAnswer(403, null, "text/html", List.of(), null));
    }

    @ParameterizedTest
    @CsvSource({"400", "401", "403", "404"})
    void theTokenEndpointRefusesInCalendlysWordsOnly(int status) {
        for (String body : List.of("", "<html>Denied</html>", "[]", "{}")) {
            // When
            CalendlyFailure failure = failure(Question.GRANT, reply(status, body));

            // Then
            assertThat(failure).as(body).isInstanceOf(CalendlyFailure.Unavailable.class);
        }
    }

    @Test
    void trustsOnlyA503ToHaveDoneNothing() {
        // Then
        assertThat(((CalendlyFailure.Unavailable) failure(503, "")).maybeProcessed()).isFalse();
        assertThat(((CalendlyFailure.Unavailable) failure(500, "")).maybeProcessed()).isTrue();
        assertThat(((CalendlyFailure.Unavailable) failure(504, "")).maybeProcessed()).isTrue();
    }

    @ParameterizedTest
    @CsvSource({
        "7, 7",
        "' 7 ', 7",
        "0, 1",
        "60, 60",
        "61, 60",
        "1767261600, 60",
        "-1, 60",
        "soon, 60",
        "'', 60",
        "99999999999999999999, 60"
    })
    void readsTheRateLimitReset(String header, int seconds) {
        // Then
        assertThat(RateLimitReset.of(header)).isEqualTo(Duration.ofSeconds(seconds));
    }

    @Test
    void waitsAWholeWindowWithoutARateLimitReset() {
        // Then
        assertThat(RateLimitReset.of(null)).isEqualTo(Duration.ofSeconds(60));
    }

    @ParameterizedTest
    @CsvSource({
        "400, invalid_grant, GrantRejected",
        "401, invalid_grant, GrantRejected",
        "400, invalid_request, Rejected",
        "400, unsupported_grant_type, Rejected",
        "401, invalid_client, Rejected",
        "403, unauthorized_client, Rejected",
        "404, '', Rejected",
        "429, '', RateLimited",
        "500, invalid_grant, Unavailable",
        "302, '', Unavailable"
    })
    void decidesWhatTheTokenEndpointMeans(int status, String error, String type) {
        // Given
        String body = "{\"error\": \"%s\", \"error_description\": \"why\"}".formatted(error);

        // When
        CalendlyFailure failure = failure(Question.GRANT, reply(status, body));

        // Then
        assertThat(failure.getClass().getSimpleName()).isEqualTo(type);
        assertThat(failure.answer().message()).isEqualTo("why");
    }

    private static CalendlyFailure failure(int status, String body) {
        return failure(Question.RESOURCE, reply(status, body));
    }

    private static CalendlyFailure failure(Question question, Reply reply) {
        return switch (Answers.of(question, reply)) {
            case Answer.Told told -> throw new AssertionError(told);
            case Answer.Refused(CalendlyFailure failure) -> failure;
            case Answer.Later(CalendlyFailure failure) -> failure;
        };
    }

    private static Reply reply(int status, String body) {
        Map<String, String> headers = Map.of("x-request-id", "req-1", "x-ratelimit-reset", "5");
        return Reply.of(status, headers::get, body.getBytes(UTF_8), 1 << 23);
    }
}
