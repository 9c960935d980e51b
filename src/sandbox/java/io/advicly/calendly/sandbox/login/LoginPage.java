package io.advicly.calendly.sandbox.login;

import io.advicly.calendly.sandbox.http.Call;
import io.advicly.calendly.sandbox.http.SandboxReply;
import io.advicly.calendly.sandbox.page.Template;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * {@code /_login/authorize}: where people choose who they are, instead of a password; {@code
 * /_login/logout}: where they end up.
 */
final class LoginPage {
    private static final Set<String> THIS_MACHINE = Set.of("localhost", "127.0.0.1");
    private static final String PERSON = "_person";

    private final LoginCodes codes;

    LoginPage(LoginCodes codes) {
        this.codes = codes;
    }

    SandboxReply show(Call call) {
        return answer(call.query());
    }

    SandboxReply choose(Call call) {
        return answer(call.fields());
    }

    private SandboxReply answer(Map<String, String> request) {
        @Nullable String problem = problem(request);
        if (problem != null) {
            return page(400, "login-error", Map.of("problem", problem));
        }
        String decision = request.getOrDefault(PERSON, "");
        LoginPerson person = LoginPerson.find(decision);
        if (person != null) {
            return back(request, "code=" + codes.issue(person, request));
        }
        if (decision.equals("nobody")) {
            return back(request, "error=access_denied&error_description=Nobody+signed+in");
        }
        return page(200, "login", Map.of("hidden", hidden(request), "people", people()));
    }

    private static @Nullable String problem(Map<String, String> request) {
        if (!"code".equals(request.get("response_type"))) {
            return "response_type must be code";
        }
        if (!request.containsKey("client_id")) {
            return "client_id is missing";
        }
        if (request.containsKey("code_challenge")
                && !"S256".equals(request.get("code_challenge_method"))) {
            return "code_challenge_method must be S256";
        }
        return isOnThisMachine(request.get("redirect_uri"))
                ? null
                : "redirect_uri must be an address of this machine";
    }

    private static boolean isOnThisMachine(@Nullable String uri) {
        try {
            @Nullable String host = uri == null ? null : URI.create(uri).getHost();
            return host != null && THIS_MACHINE.contains(host);
        } catch (IllegalArgumentException wrong) {
            return false;
        }
    }

    /** Signed out here; back to whoever asked, if that is somewhere on this machine. */
    SandboxReply logout(Call call) {
        String to = call.query("post_logout_redirect_uri");
        return to != null && isOnThisMachine(to)
                ? SandboxReply.redirect(303, to)
                : page(200, "login-out", Map.of());
    }

    private static SandboxReply back(Map<String, String> request, String answer) {
        String uri = request.getOrDefault("redirect_uri", "");
        String state = URLEncoder.encode(request.getOrDefault("state", ""), StandardCharsets.UTF_8);
        return SandboxReply.redirect(
                        303, uri + (uri.contains("?") ? "&" : "?") + answer + "&state=" + state)
                .with("Cache-Control", "no-store");
    }

    private static SandboxReply page(int status, String name, Map<String, String> values) {
        return SandboxReply.html(status, Template.page(name, "Sign in", values))
                .with("Referrer-Policy", "no-referrer");
    }

    private static String hidden(Map<String, String> request) {
        return request.entrySet().stream()
                .filter(field -> !field.getKey().startsWith("_"))
                .map(field ->
                        Template.named("login-hidden")
                                .fill(Map.of("name", field.getKey(), "value", field.getValue())))
                .collect(Collectors.joining("\n"));
    }

    private static String people() {
        return Arrays.stream(LoginPerson.values())
                .map(LoginPage::choice)
                .collect(Collectors.joining("\n"));
    }

    private static String choice(LoginPerson person) {
        return Template.named("login-person")
                .fill(
                        Map.of(
                                "id", person.subject(),
                                "name", person.fullName(),
                                "rights", person.rights()));
    }
}
