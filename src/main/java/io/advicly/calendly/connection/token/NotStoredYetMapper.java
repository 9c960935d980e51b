package io.advicly.calendly.connection.token;

import io.advicly.calendly.platform.problem.ProblemType;
import io.advicly.calendly.platform.problem.Problems;
import io.quarkiverse.resteasy.problem.ExceptionMapperBase;
import io.quarkiverse.resteasy.problem.HttpProblem;
import jakarta.ws.rs.ext.Provider;

/// Calendly has answered and the database does not, or Calendly may still answer.
@Provider
public class NotStoredYetMapper extends ExceptionMapperBase<NotStoredYetException> {

    @Override
    protected HttpProblem toProblem(NotStoredYetException held) {
        return Problems.of(
                ProblemType.UNAVAILABLE,
                "A renewal of the grant is not through yet. Try again in a moment.",
                held.retryAfter());
    }
}
