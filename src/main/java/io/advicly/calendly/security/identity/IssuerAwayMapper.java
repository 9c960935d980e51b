package io.advicly.calendly.security.identity;

import io.quarkiverse.resteasy.problem.ExceptionMapperBase;
import io.quarkiverse.resteasy.problem.HttpProblem;
import io.quarkus.oidc.OIDCException;
import jakarta.ws.rs.ext.Provider;

/// Tokens that cannot be verified, as their issuer has not been reached since the start.
@Provider
public class IssuerAwayMapper extends ExceptionMapperBase<OIDCException> {

    @Override
    protected HttpProblem toProblem(OIDCException away) {
        return IssuerAway.problem();
    }
}
