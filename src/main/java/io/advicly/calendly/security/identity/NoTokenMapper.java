package io.advicly.calendly.security.identity;

import io.advicly.calendly.platform.problem.ProblemType;
import io.advicly.calendly.platform.problem.Problems;
import io.quarkiverse.resteasy.problem.ExceptionMapperBase;
import io.quarkiverse.resteasy.problem.HttpProblem;
import io.quarkus.security.UnauthorizedException;
import jakarta.annotation.Priority;
import jakarta.ws.rs.Priorities;
import jakarta.ws.rs.ext.Provider;

/// A caller without a bearer token.
///
/// Comes before the mapper of quarkus-resteasy-problem 3.21.0, which reads a field that Quarkus
/// 3.33 has no more and so makes a 500 of every 401; [BadTokenMapper] likewise. The native build
/// fails on them, so `quarkus.arc.exclude-types` leaves their package out: generated classes are
/// named by a hash, and only packages have patterns.
@Provider
@Priority(NoTokenMapper.FIRST)
public class NoTokenMapper extends ExceptionMapperBase<UnauthorizedException> {

    static final int FIRST = Priorities.USER - 100;

    @Override
    protected HttpProblem toProblem(UnauthorizedException missing) {
        return Problems.builder(
                        ProblemType.UNAUTHENTICATED,
                        "Send a token of your identity provider as Authorization: Bearer.")
                .withHeader("WWW-Authenticate", "Bearer")
                .build();
    }
}
