package io.advicly.calendly.console;

import io.advicly.calendly.testing.Http;
import io.advicly.calendly.testing.Surroundings;
import java.net.URI;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// Somebody who has signed in to the console, without a browser: what it would send can be left out
/// or changed.
public final class ConsoleSession {

    private final Map<String, String> cookies = new LinkedHashMap<>();
    private final Map<String, String> setCookies = new HashMap<>();
    private @Nullable String token;

    /// @param person `adam` (admin), `vera` (viewer), `uma` (neither)
    public static ConsoleSession of(String person) {
        ConsoleSession session = new ConsoleSession();
        Http.Reply asked = session.open("/console/");
        URI provider = URI.create(asked.expect(302).header("Location"));
        Http.Reply chosen = Http.get(URI.create(provider + "&_person=" + person), Map.of());
        URI callback = URI.create(chosen.expect(303).header("Location"));
        var _ = session.keep(Http.get(callback, session.headers())).expect(302);
        return session;
    }

    /// As a page of the console calls.
    public Http.Reply get(String path) {
        return call("GET", path, null, pageHeaders());
    }

    public Http.Reply post(String path, Object body) {
        return call("POST", path, body, pageHeaders());
    }

    /// @param path below `/console/api`
    Http.Reply call(
            String method, String path, @Nullable Object body, Map<String, String> headers) {
        return Http.with(method, Surroundings.service("/console/api" + path), body, headers);
    }

    /// Opens an address as a person does.
    Http.Reply open(String path) {
        return keep(Http.get(Surroundings.service(path), headers()));
    }

    Map<String, String> headers() {
        String all =
                cookies.entrySet().stream()
                        .map(it -> it.getKey() + '=' + it.getValue())
                        .collect(Collectors.joining("; "));
        return all.isEmpty() ? new HashMap<>() : new HashMap<>(Map.of("Cookie", all));
    }

    Map<String, String> pageHeaders() {
        Map<String, String> all = headers();
        all.put("Sec-Fetch-Site", "same-origin");
        all.put("X-Console-Token", token());
        return all;
    }

    String token() {
        if (token == null) {
            Map<String, String> headers = headers();
            headers.put("Sec-Fetch-Site", "same-origin");
            token = call("GET", "/session", null, headers).expect(200).body().get("token").asText();
        }
        return token;
    }

    /// The attributes that a cookie was set with.
    String attributes(String cookie) {
        return setCookies.getOrDefault(cookie, "");
    }

    List<String> cookieNames() {
        return List.copyOf(cookies.keySet());
    }

    /// As a page of the console calls, whose browser takes what cookies come with the answer.
    Http.Reply ask(String path) {
        return keep(get(path));
    }

    /// A page that has got another session has its token anew.
    void forgetToken() {
        token = null;
    }

    private Http.Reply keep(Http.Reply reply) {
        for (String header : reply.raw().headers().allValues("Set-Cookie")) {
            String name = header.substring(0, header.indexOf('='));
            String value = header.substring(name.length() + 1).split(";", 2)[0];
            setCookies.put(name, header);
            if (value.isEmpty()) {
                var _ = cookies.remove(name);
            } else {
                var _ = cookies.put(name, value);
            }
        }
        return reply;
    }
}
