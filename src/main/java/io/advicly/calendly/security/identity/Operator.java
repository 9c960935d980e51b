package io.advicly.calendly.security.identity;

import io.quarkus.security.identity.SecurityIdentity;
import jakarta.enterprise.context.RequestScoped;

/// Who looks under `/api/admin`: an operator sees persons, a viewer does not.
@RequestScoped
public class Operator {

    private final SecurityIdentity identity;
    private final CallerIdentity callers;
    private final IdentitySettings settings;

    Operator(SecurityIdentity identity, CallerIdentity callers, IdentitySettings settings) {
        this.identity = identity;
        this.callers = callers;
        this.settings = settings;
    }

    /// Whether e-mail addresses, names and bodies may be shown.
    public boolean seesPersons() {
        return identity.hasRole(settings.adminRole());
    }

    /// As whom they act.
    public Caller caller() {
        return callers.caller();
    }
}
