package io.advicly.calendly.platform.stop;

import io.advicly.calendly.platform.failure.StoppingException;
import io.advicly.calendly.platform.problem.ProblemType;
import io.advicly.calendly.platform.problem.Problems;
import io.quarkiverse.resteasy.problem.ExceptionMapperBase;
import io.quarkiverse.resteasy.problem.HttpProblem;
import jakarta.ws.rs.ext.Provider;

/// The next call reaches another replica, or this one started again.
@Provider
public class StoppingExceptionMapper extends ExceptionMapperBase<StoppingException> {

    @Override
    protected HttpProblem toProblem(StoppingException stopping) {
        return problem(stopping);
    }

    static HttpProblem problem(StoppingException stopping) {
        return Problems.of(
                ProblemType.UNAVAILABLE, "This process is stopping.", stopping.retryAfter());
    }
}
