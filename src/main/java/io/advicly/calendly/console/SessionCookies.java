package io.advicly.calendly.console;

import io.vertx.core.http.Cookie;
import io.vertx.ext.web.RoutingContext;
import java.util.ArrayList;
import java.util.List;

/// The cookies that Quarkus keeps a session of the console in: one, or several where the tokens are
/// long.
final class SessionCookies {

    static final String NAME = "q_session_" + ConsoleTenant.NAME;

    private SessionCookies() {}

    /// What they say, in the order of their names; empty for whoever has not signed in.
    static List<String> of(RoutingContext call) {
        return names(call).stream()
                .map(name -> name + '=' + call.request().getCookie(name).getValue())
                .toList();
    }

    static void remove(RoutingContext call) {
        for (String name : names(call)) {
            var _ =
                    call.response()
                            .addCookie(
                                    Cookie.cookie(name, "")
                                            .setPath(ConsolePaths.ROOT)
                                            .setHttpOnly(true)
                                            .setMaxAge(0));
        }
    }

    private static List<String> names(RoutingContext call) {
        List<String> names = new ArrayList<>();
        for (Cookie cookie : call.request().cookies()) {
            if (cookie.getName().equals(NAME) || cookie.getName().startsWith(NAME + '_')) {
                names.add(cookie.getName());
            }
        }
        return names.stream().distinct().sorted().toList();
    }
}
