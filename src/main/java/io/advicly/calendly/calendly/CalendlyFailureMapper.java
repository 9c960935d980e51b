package io.advicly.calendly.calendly;

import io.advicly.calendly.platform.failure.TryAgain;
import io.advicly.calendly.platform.problem.ProblemType;
import io.advicly.calendly.platform.problem.Problems;
import io.quarkiverse.resteasy.problem.ExceptionMapperBase;
import io.quarkiverse.resteasy.problem.HttpProblem;
import jakarta.ws.rs.ext.Provider;
import java.util.LinkedHashMap;
import java.util.Map;

/// Tells a caller what Calendly answered.
@Provider
public class CalendlyFailureMapper extends ExceptionMapperBase<CalendlyFailure> {

    @Override
    protected HttpProblem toProblem(CalendlyFailure failure) {
        HttpProblem.Builder problem =
                Problems.builder(typeOf(failure), detailOf(failure))
                        .with("calendly", describe(failure.answer()));
        if (failure instanceof TryAgain again) {
            problem.withHeader("Retry-After", Problems.seconds(again.retryAfter()));
        }
        return problem.build();
    }

    private static ProblemType typeOf(CalendlyFailure failure) {
        return switch (failure) {
            case CalendlyFailure.Unavailable _, CalendlyFailure.Unreadable _ ->
                    ProblemType.CALENDLY_UNAVAILABLE;
            case CalendlyFailure.RateLimited _ -> ProblemType.CALENDLY_RATE_LIMITED;
            case CalendlyFailure.GrantRejected _,
                    CalendlyFailure.NotRenewed _,
                    CalendlyFailure.Unauthenticated _,
                    CalendlyFailure.Forbidden _,
                    CalendlyFailure.NotFound _,
                    CalendlyFailure.AlreadyExists _,
                    CalendlyFailure.Rejected _ ->
                    ProblemType.CALENDLY_REFUSED;
        };
    }

    private static String detailOf(CalendlyFailure failure) {
        return failure instanceof TryAgain
                ? "Nothing has changed here. Try again in a moment."
                : "Calendly understood the call and refused it; the details are Calendly's own.";
    }

    private static Map<String, Object> describe(CalendlyAnswer answer) {
        Map<String, Object> all = new LinkedHashMap<>();
        all.put("status", answer.status());
        all.put("title", answer.title());
        all.put("message", answer.message());
        all.put("request_id", answer.requestId());
        if (!answer.details().isEmpty()) {
            all.put("details", answer.details());
        }
        return all;
    }
}
