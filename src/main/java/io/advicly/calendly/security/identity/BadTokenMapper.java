package io.advicly.calendly.security.identity;

import io.advicly.calendly.platform.problem.ProblemType;
import io.advicly.calendly.platform.problem.Problems;
import io.quarkiverse.resteasy.problem.ExceptionMapperBase;
import io.quarkiverse.resteasy.problem.HttpProblem;
import io.quarkus.security.AuthenticationFailedException;
import jakarta.annotation.Priority;
import jakarta.ws.rs.ext.Provider;

/// A caller with a bearer token that cannot be believed, or not yet.
@Provider
@Priority(NoTokenMapper.FIRST)
public class BadTokenMapper extends ExceptionMapperBase<AuthenticationFailedException> {

    @Override
    protected HttpProblem toProblem(AuthenticationFailedException refused) {
        if (IssuerAway.isCauseOf(refused)) {
            return IssuerAway.problem();
        }
        return Problems.builder(
                        ProblemType.UNAUTHENTICATED,
                        "The bearer token has expired, was changed, or comes from somebody else.")
                .withHeader("WWW-Authenticate", "Bearer error=\"invalid_token\"")
                .build();
    }
}
