package io.advicly.calendly.platform.overview;

import io.advicly.calendly.platform.list.QueryParameters;
import io.quarkus.security.Authenticated;
import io.smallrye.mutiny.Uni;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import org.jboss.resteasy.reactive.RestQuery;
import org.jboss.resteasy.reactive.server.Cancellable;
import org.jspecify.annotations.Nullable;

/// What Calendly was answered, refusals too, of which nothing else is kept.
@Path("/api/admin/answers")
@Authenticated
@Cancellable(false)
@Produces(MediaType.APPLICATION_JSON)
public class AnswersResource {

    private static final Duration HOUR = Duration.ofHours(1);
    private static final Duration LONGEST = Duration.ofDays(8);

    /// So long each minute is known, see [MinuteTable].
    private static final Duration BY_MINUTE = Duration.ofHours(23);

    private static final Duration FEW = Duration.ofHours(3);

    private final MinuteTable minutes;
    private final OverviewSettings settings;
    private final Clock clock;

    AnswersResource(MinuteTable minutes, OverviewSettings settings, Clock clock) {
        this.minutes = minutes;
        this.settings = settings;
        this.clock = clock;
    }

    /// @param from and to inclusive and exclusive; the hour that ends now where neither is said
    @GET
    public Uni<DeliveryAnswers> show(
            @RestQuery @Nullable String from, @RestQuery @Nullable String to) {
        Instant now = clock.instant();
        Instant end = to == null ? now : QueryParameters.time("to", to);
        Instant begin = from == null ? end.minus(HOUR) : QueryParameters.time("from", from);
        Duration length = Duration.between(begin, end);
        if (length.isNegative() || length.isZero() || length.compareTo(LONGEST) > 0) {
            throw QueryParameters.invalid("from must be before to, by no more than 8 days.");
        }
        boolean byMinute = length.compareTo(FEW) <= 0 && begin.isAfter(now.minus(BY_MINUTE));
        int step = byMinute ? 1 : 10;
        return minutes.between(step, floor(begin, step), end)
                .map(told ->
                        DeliveryAnswers.of(begin, end, step, settings.every().toSeconds(), told));
    }

    /// Where the point begins that a time is in.
    private static Instant floor(Instant time, int step) {
        long seconds = step * 60L;
        return Instant.ofEpochSecond(Math.floorDiv(time.getEpochSecond(), seconds) * seconds);
    }
}
