package io.advicly.calendly.subscription.admin;

import io.advicly.calendly.platform.list.QueryParameters;
import org.jspecify.annotations.Nullable;

/// Which organization an operator wants reconciled.
///
/// @param organization its URI at Calendly
public record ReconcileWire(@Nullable String organization) {

    private static final int LONGEST = 500;

    /// Throws a problem (400) where none is named.
    static String named(@Nullable ReconcileWire request) {
        String uri = request == null ? null : request.organization();
        if (uri == null
                || uri.isEmpty()
                || uri.length() > LONGEST
                || uri.chars().anyMatch(it -> it <= ' ')) {
            throw QueryParameters.invalid("organization must be the URI of an organization.");
        }
        return uri;
    }
}
