package io.advicly.calendly.platform.overview;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.databind.PropertyNamingStrategies.SnakeCaseStrategy;
import com.fasterxml.jackson.databind.annotation.JsonNaming;
import io.quarkus.runtime.annotations.RegisterForReflection;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/// What Calendly was answered in a time, and whose trouble it was.
///
/// @param stepMinutes how far points are apart
/// @param lateSeconds how late a point may be
/// @param trouble `none`, `us`, `keys` or `calendly`
/// @param says the same in a sentence
/// @param answers of the whole time, by status
/// @param points the earliest first; times without one are times in which nothing ran
@RegisterForReflection
@JsonNaming(SnakeCaseStrategy.class)
public record DeliveryAnswers(
        Instant from,
        Instant to,
        int stepMinutes,
        long lateSeconds,
        String trouble,
        String says,
        List<Given> answers,
        List<Point> points) {

    /// Before the reason why a delivery was believed, and not stored.
    static final String NOT_STORED = "not_stored_";

    /// @param reason of a refusal, as metrics have it; left out for success
    /// @param says what it means
    @RegisterForReflection
    @JsonNaming(SnakeCaseStrategy.class)
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record Given(int status, @Nullable String reason, String says, long count) {}

    @RegisterForReflection
    @Schema(name = "DeliveryAnswersPoint")
    public record Point(Instant at, List<Given> answers) {}

    static DeliveryAnswers of(
            Instant from, Instant to, int step, long late, List<MinuteTable.Told> told) {
        Map<Instant, Minute> points = new TreeMap<>();
        told.forEach(one -> points.merge(one.point(), one.minute(), Series::both));
        List<Given> all =
                points.values().stream()
                        .reduce(Series::both)
                        .map(DeliveryAnswers::answers)
                        .orElseGet(List::of);
        Trouble trouble =
                Trouble.of(all, points.values().stream().reduce(Series::both).orElse(null));
        return new DeliveryAnswers(
                from,
                to,
                step,
                late,
                trouble.whose(),
                trouble.says(),
                all,
                points.entrySet().stream()
                        .map(point -> new Point(point.getKey(), answers(point.getValue())))
                        .toList());
    }

    private static List<Given> answers(Minute minute) {
        List<Given> all = new ArrayList<>();
        if (minute.counts().accepted() > 0) {
            all.add(new Given(200, null, "stored", minute.counts().accepted()));
        }
        if (minute.counts().repeated() > 0) {
            all.add(new Given(200, null, "was there already", minute.counts().repeated()));
        }
        minute.rejected().forEach((reason, count) -> all.add(refusal(reason, count)));
        all.sort(Comparator.comparingInt(Given::status).thenComparing(Given::says));
        return all;
    }

    private static Given refusal(String reason, long count) {
        return switch (reason) {
            case "unknown_token" -> new Given(404, reason, "no webhook has this address", count);
            case "not_json" -> new Given(415, reason, "the body is not JSON", count);
            case "too_large" -> new Given(413, reason, "the body is too large", count);
            case "untold_token" ->
                    new Given(503, reason, "could not be told whether it is ours", count);
            case "too_many_bytes", "too_slow", "too_much_hashing" ->
                    new Given(503, reason, "too much at the same time, or too slowly", count);
            case "mismatch", "no_key" ->
                    new Given(401, reason, "signed with a key that is not held here", count);
            default ->
                    reason.startsWith(NOT_STORED)
                            ? new Given(503, reason, "could not be stored", count)
                            : new Given(401, reason, "not signed as Calendly signs", count);
        };
    }
}
