package io.advicly.calendly.security.identity;

import io.advicly.calendly.platform.problem.ProblemType;
import io.quarkiverse.resteasy.problem.ExceptionMapperBase;
import io.quarkiverse.resteasy.problem.HttpProblem;
import io.quarkus.security.ForbiddenException;
import jakarta.annotation.Priority;
import jakarta.ws.rs.ext.Provider;

/// A caller whose token is good, for something else. The mapper of quarkus-resteasy-problem is left
/// out with its neighbours ([NoTokenMapper]).
@Provider
@Priority(NotAllowedMapper.BEFORE_ALL)
public class NotAllowedMapper extends ExceptionMapperBase<ForbiddenException> {

    /// The extension gives its own 999.
    static final int BEFORE_ALL = 900;

    @Override
    protected HttpProblem toProblem(ForbiddenException refused) {
        return HttpProblem.builder()
                .withType(ProblemType.FORBIDDEN.uri())
                .withTitle(ProblemType.FORBIDDEN.title())
                .withStatus(ProblemType.FORBIDDEN.status())
                .withDetail(refused.getMessage())
                .build();
    }
}
