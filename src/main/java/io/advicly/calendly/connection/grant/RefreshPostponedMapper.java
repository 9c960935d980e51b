package io.advicly.calendly.connection.grant;

import io.advicly.calendly.platform.problem.ProblemType;
import io.advicly.calendly.platform.problem.Problems;
import io.quarkiverse.resteasy.problem.ExceptionMapperBase;
import io.quarkiverse.resteasy.problem.HttpProblem;
import jakarta.ws.rs.ext.Provider;

/// Calendly would refuse one more token call, or has not answered the last ones.
@Provider
public class RefreshPostponedMapper extends ExceptionMapperBase<RefreshPostponedException> {

    @Override
    protected HttpProblem toProblem(RefreshPostponedException postponed) {
        return Problems.of(
                ProblemType.CALENDLY_RATE_LIMITED,
                String.valueOf(postponed.getMessage()),
                postponed.retryAfter());
    }
}
