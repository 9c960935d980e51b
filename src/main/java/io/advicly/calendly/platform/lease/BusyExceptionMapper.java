package io.advicly.calendly.platform.lease;

import io.advicly.calendly.platform.failure.BusyException;
import io.advicly.calendly.platform.problem.ProblemType;
import io.advicly.calendly.platform.problem.Problems;
import io.quarkiverse.resteasy.problem.ExceptionMapperBase;
import io.quarkiverse.resteasy.problem.HttpProblem;
import jakarta.ws.rs.ext.Provider;

/// Somebody else is at the same work: the caller may try again.
@Provider
public class BusyExceptionMapper extends ExceptionMapperBase<BusyException> {

    @Override
    protected HttpProblem toProblem(BusyException busy) {
        return Problems.of(
                ProblemType.BUSY,
                "Another request is doing the same right now.",
                busy.retryAfter());
    }
}
