package io.advicly.calendly.platform.overview;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/// What Calendly was answered, and whose trouble it was.
class DeliveryAnswersTest {

    private static final Instant AT = Instant.parse("2026-02-04T14:03:00Z");

    @Test
    void tellsEveryAnswerByItsStatus() {
        DeliveryAnswers answers =
                answers(
                        told(AT, new Minute.Counts(5, 1, 5, 0, 0, 0, 0), Map.of("mismatch", 2L)),
                        told(
                                AT,
                                new Minute.Counts(3, 0, 3, 0, 0, 0, 0),
                                Map.of("mismatch", 1L, "unknown_token", 4L)),
                        told(
                                AT.plusSeconds(60),
                                new Minute.Counts(0, 0, 0, 0, 0, 0, 0),
                                Map.of("too_large", 1L, "not_json", 1L, "not_stored_full", 7L)));

        assertThat(answers.answers())
                .extracting(DeliveryAnswers.Given::status, DeliveryAnswers.Given::count)
                .containsExactly(
                        org.assertj.core.groups.Tuple.tuple(200, 8L),
                        org.assertj.core.groups.Tuple.tuple(200, 1L),
                        org.assertj.core.groups.Tuple.tuple(401, 3L),
                        org.assertj.core.groups.Tuple.tuple(404, 4L),
                        org.assertj.core.groups.Tuple.tuple(413, 1L),
                        org.assertj.core.groups.Tuple.tuple(415, 1L),
                        org.assertj.core.groups.Tuple.tuple(503, 7L));
        assertThat(answers.points())
                .extracting(DeliveryAnswers.Point::at)
                .containsExactly(AT, AT.plusSeconds(60));
        assertThat(answers.trouble()).isEqualTo("us");
        assertThat(answers.says()).contains("7 deliveries were answered 503");
    }

    @Test
    void saysWhoseTroubleItWas() {
        assertThat(trouble(counts(9, 0, 0), Map.of())).isEqualTo("none");
        assertThat(trouble(counts(9, 1, 0), Map.of())).isEqualTo("us");
        assertThat(trouble(counts(9, 0, 0), Map.of("untold_token", 1L))).isEqualTo("us");
        assertThat(trouble(counts(9, 0, 0), Map.of("mismatch", 3L))).isEqualTo("keys");
        assertThat(trouble(counts(9, 0, 2), Map.of())).isEqualTo("calendly");
        assertThat(trouble(counts(0, 0, 0), Map.of("unknown_token", 3L))).isEqualTo("calendly");
        assertThat(answers().trouble()).isEqualTo("us");
        assertThat(answers().says()).contains("no process ran");
    }

    private static Minute.Counts counts(long accepted, long dead, long refreshFailures) {
        return new Minute.Counts(accepted, 0, accepted, 0, 0, dead, refreshFailures);
    }

    private static String trouble(Minute.Counts counts, Map<String, Long> rejected) {
        return answers(told(AT, counts, rejected)).trouble();
    }

    private static DeliveryAnswers answers(MinuteTable.Told... told) {
        return DeliveryAnswers.of(AT, AT.plusSeconds(120), 1, 60, List.of(told));
    }

    private static MinuteTable.Told told(
            Instant at, Minute.Counts counts, Map<String, Long> rejected) {
        return new MinuteTable.Told(
                at, new Minute(counts, rejected, new long[0], new long[0], 0, null));
    }
}
