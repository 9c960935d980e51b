package io.advicly.calendly.sandbox.oauth;

import io.advicly.calendly.sandbox.state.grant.SandboxGrant;
import io.advicly.calendly.sandbox.state.people.User;

/** Who is calling the API, and by which grant. */
public record ApiCaller(User user, SandboxGrant grant) {

    public boolean may(String scope) {
        return Scopes.allow(grant.scope(), scope);
    }
}
