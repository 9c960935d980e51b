package io.advicly.calendly.platform;

import io.quarkiverse.resteasy.problem.HttpProblem;
import io.quarkus.security.AuthenticationFailedException;
import io.quarkus.security.UnauthorizedException;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import java.net.URI;
import org.jboss.resteasy.reactive.server.ServerExceptionMapper;

/// Answers a missing or a wrong bearer token. The problem extension's own mappers for this read a
/// field that Quarkus no longer has: every 401 would be a 500, and the native build fails.
/// `quarkus.arc.exclude-types` takes them out.
final class UnauthenticatedMapper {

    @ServerExceptionMapper(
            value = {UnauthorizedException.class, AuthenticationFailedException.class},
            priority = 1)
    Response unauthenticated(SecurityException refused, UriInfo request) {
        return HttpProblem.builder()
                .withType(ProblemType.UNAUTHENTICATED.uri())
                .withTitle(ProblemType.UNAUTHENTICATED.title())
                .withStatus(ProblemType.UNAUTHENTICATED.status())
                .withInstance(URI.create(request.getPath()))
                .withHeader(HttpHeaders.WWW_AUTHENTICATE, "Bearer")
                .build()
                .toResponse();
    }
}
