package io.advicly.calendly.sandbox.office;

import io.advicly.calendly.sandbox.http.ApiError;
import io.advicly.calendly.sandbox.oauth.ApiCaller;

/** Owners and admins of an organization, and nobody else. */
final class Rights {
    private Rights() {}

    static void check(ApiCaller caller, String organization) {
        if (!caller.user().governs(organization)) {
            throw ApiError.noAccess();
        }
    }
}
