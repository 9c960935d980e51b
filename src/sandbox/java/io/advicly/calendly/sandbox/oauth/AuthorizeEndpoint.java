package io.advicly.calendly.sandbox.oauth;

import io.advicly.calendly.sandbox.http.Call;
import io.advicly.calendly.sandbox.http.Json;
import io.advicly.calendly.sandbox.http.Refusal;
import io.advicly.calendly.sandbox.http.SandboxReply;
import io.advicly.calendly.sandbox.state.World;
import io.advicly.calendly.sandbox.state.grant.AuthorizationCode;
import io.advicly.calendly.sandbox.state.people.User;
import io.advicly.calendly.sandbox.state.setting.Switch;
import java.io.IOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * {@code /oauth/authorize}: a page for people, and for tests the same by {@code _account} and
 * {@code _decision} in the query.
 *
 * <p>A wrong request is answered with a page, never with a redirect: the redirect URI may be what
 * is wrong with it.
 */
final class AuthorizeEndpoint {
    private final World world;
    private final AuthorizePage page;

    AuthorizeEndpoint(World world) {
        this.world = world;
        this.page = new AuthorizePage(world);
    }

    SandboxReply show(Call call) {
        return severed(answer(call, call.query()));
    }

    SandboxReply decide(Call call) {
        return severed(answer(call, call.fields()));
    }

    /** With {@code same-origin} a window that somebody opened has no opener any more. */
    private SandboxReply severed(SandboxReply reply) {
        String policy = world.switches().text(Switch.OPENER_POLICY);
        return policy.equals(Switch.OPENER_POLICY.standard())
                ? reply
                : reply.with("Cross-Origin-Opener-Policy", policy);
    }

    private SandboxReply answer(Call call, Map<String, String> parameters) {
        AuthorizeRequest request;
        try {
            request =
                    AuthorizeRequest.of(
                            parameters,
                            world.grants().apps().find(parameters.get("client_id")),
                            world.switches());
        } catch (Refusal refusal) {
            return wantsHtml(call) ? explained(refusal) : refusal.reply();
        }
        String decision = parameters.get("_decision");
        if ("deny".equals(decision)) {
            return denied(request);
        }
        User user = world.directory().users().find(parameters.get("_account"));
        if ("approve".equals(decision) && user != null) {
            call.by(user.id());
            return approved(request, user);
        }
        return SandboxReply.html(200, page.choice(parameters, request, decision != null));
    }

    private SandboxReply approved(AuthorizeRequest request, User user) {
        String code = world.secrets().newCode();
        world.grants()
                .codes()
                .put(
                        new AuthorizationCode(
                                code,
                                request.app().clientId(),
                                user.id(),
                                request.redirectUri(),
                                request.scope(),
                                request.challenge(),
                                world.now()
                                        .plusSeconds(
                                                world.switches()
                                                        .number(Switch.AUTHORIZATION_CODE_SECONDS)),
                                null));
        return back(request, "code=" + encode(code));
    }

    /**
     * The shape of a denied consent is not documented; this is RFC 6749's, in Doorkeeper's words.
     */
    private static SandboxReply denied(AuthorizeRequest request) {
        String why = "The resource owner or authorization server denied the request.";
        return back(request, "error=access_denied&error_description=" + encode(why));
    }

    private static SandboxReply back(AuthorizeRequest request, String answer) {
        String uri = request.redirectUri();
        String state = request.state() == null ? "" : "&state=" + encode(request.state());
        return SandboxReply.redirect(302, uri + (uri.contains("?") ? "&" : "?") + answer + state)
                .with("Cache-Control", "no-store");
    }

    private SandboxReply explained(Refusal refusal) {
        return SandboxReply.html(
                refusal.reply().status(), AuthorizePage.refusal(description(refusal)));
    }

    private static String description(Refusal refusal) {
        try {
            return Json.parse(refusal.reply().body()).path("error_description").asText();
        } catch (IOException e) {
            throw new IllegalStateException("our own error body", e);
        }
    }

    private static boolean wantsHtml(Call call) {
        @Nullable String accept = call.header("Accept");
        return accept != null && accept.contains("text/html");
    }

    private static String encode(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }
}
