package io.advicly.calendly.sandbox.offer;

import io.advicly.calendly.sandbox.api.Params;
import io.advicly.calendly.sandbox.http.ApiError;
import java.time.Duration;
import java.time.Instant;

/** A week at most, from {@code start_time} to {@code end_time}. */
record Span(Instant from, Instant to) {
    private static final Duration LONGEST = Duration.ofDays(7);

    static Span of(Params params) {
        Span span = new Span(params.requiredTime("start_time"), params.requiredTime("end_time"));
        if (!span.to.isAfter(span.from)) {
            throw ApiError.invalid("end_time", "must be after start_time");
        }
        if (Duration.between(span.from, span.to).compareTo(LONGEST) > 0) {
            throw ApiError.invalid("end_time", "must be within 7 days of start_time");
        }
        return span;
    }

    static Span ofFuture(Params params, Instant now) {
        Span span = of(params);
        if (span.from.isBefore(now)) {
            throw ApiError.invalid("start_time", "must be in the future");
        }
        return span;
    }
}
