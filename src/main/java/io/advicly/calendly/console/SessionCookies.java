package io.advicly.calendly.console;

import io.vertx.core.http.Cookie;
import io.vertx.ext.web.RoutingContext;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/// The cookies that Quarkus keeps a session of the console in: one, or several where the tokens are
/// long.
final class SessionCookies {

    static final String NAME = "q_session_" + ConsoleTenant.NAME;

    private SessionCookies() {}

    /// What they say, in the order of their names; empty for whoever has not signed in.
    static List<String> of(RoutingContext call) {
        Map<String, String> said = new TreeMap<>();
        for (Cookie cookie : call.request().cookies()) {
            if (isOfASession(cookie.getName())) {
                said.put(cookie.getName(), cookie.getName() + '=' + cookie.getValue());
            }
        }
        return List.copyOf(said.values());
    }

    static void remove(RoutingContext call) {
        for (Cookie cookie : List.copyOf(call.request().cookies())) {
            if (isOfASession(cookie.getName())) {
                var _ = call.response().addCookie(ended(cookie.getName()));
            }
        }
    }

    private static boolean isOfASession(String name) {
        return name.equals(NAME) || name.startsWith(NAME + '_');
    }

    private static Cookie ended(String name) {
        return Cookie.cookie(name, "").setPath(ConsolePaths.ROOT).setHttpOnly(true).setMaxAge(0);
    }
}
