package io.advicly.calendly.session.page;

import io.vertx.core.http.HttpServerRequest;
import org.jspecify.annotations.Nullable;

/// Whether a form was sent from a page of ours: on somebody else's, a click on a picture could have
/// a visitor connect their account to another user. Pure.
final class SameOrigin {

    private SameOrigin() {}

    static boolean isSentBy(HttpServerRequest form, String ours) {
        return isOurs(form.getHeader("Sec-Fetch-Site"), form.getHeader("Origin"), ours);
    }

    /// A browser that says neither is not asked for a proof that it could not give: our pages send
    /// no referrer, hence an old one says that the origin is null, which is refused.
    ///
    /// @param site what browsers say since 2023 to addresses that are https or local
    static boolean isOurs(@Nullable String site, @Nullable String origin, String ours) {
        return site != null ? site.equals("same-origin") : origin == null || origin.equals(ours);
    }
}
