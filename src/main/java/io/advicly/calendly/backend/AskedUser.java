package io.advicly.calendly.backend;

import io.advicly.calendly.platform.list.QueryParameters;
import io.quarkus.vertx.http.runtime.CurrentVertxRequest;
import jakarta.inject.Singleton;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Whose things a list is asked for. A backend that has lost its user's name means one user: it
/// must not get everybody's, to show them to that one.
@Singleton
class AskedUser {

    private final CurrentVertxRequest request;

    AskedUser(CurrentVertxRequest request) {
        this.request = request;
    }

    /// @param user as it was read: null also where it was given without a value
    /// @return null where nobody is named at all
    @Nullable String orEverybody(@Nullable String user) {
        List<String> given = request.getCurrent().queryParam("user");
        if (given.size() > 1 || (user == null && !given.isEmpty())) {
            throw QueryParameters.invalid("user must be one user, where it is given.");
        }
        return user;
    }
}
