package io.advicly.calendly.sandbox.oauth;

import io.advicly.calendly.sandbox.state.grant.Grant;
import io.advicly.calendly.sandbox.state.people.User;

/** Who is calling the API, and by which grant. */
public record Caller(User user, Grant grant) {

    public boolean may(String scope) {
        return Scopes.allow(grant.scope(), scope);
    }
}
