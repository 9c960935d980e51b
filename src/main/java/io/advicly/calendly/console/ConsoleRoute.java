package io.advicly.calendly.console;

import io.advicly.calendly.platform.problem.ProblemDocument;
import io.advicly.calendly.platform.problem.ProblemType;
import io.advicly.calendly.platform.problem.Problems;
import io.quarkus.security.identity.SecurityIdentity;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Pages and files below `/console`, for those who have signed in and may look.
@ApplicationScoped
class ConsoleRoute {

    /// After Quarkus's authentication has been prepared, before what serves all other paths.
    private static final int ORDER = -50;

    private static final int FORBIDDEN = 403;
    private static final int FOUND = 302;
    private static final int OK = 200;

    /// What pages need that are shown to those who are not signed in.
    private static final Set<String> FOR_ALL = Set.of("console.css", "icon.svg");

    /// Where the provider leads back to, and nobody stays.
    private static final String SIGNED_IN = "signed-in";

    private static final String SIGN_OUT = "sign-out";
    private static final String SIGNED_OUT = "signed-out";

    private final boolean enabled;
    private final SignIn signIn;
    private final SignedIn people;
    private final ConsoleReply reply;

    ConsoleRoute(ConsoleSettings settings, SignIn signIn, SignedIn people, ConsoleReply reply) {
        this.enabled = settings.enabled();
        this.signIn = signIn;
        this.people = people;
        this.reply = reply;
    }

    void register(@Observes Router router) {
        if (enabled) {
            router.route(ConsolePaths.ROOT).order(ORDER).handler(ConsoleRoute::begin);
            router.route(ConsolePaths.SESSION).order(ORDER).handler(this::session);
            router.route(ConsolePaths.BELOW + "*").order(ORDER).handler(this::show);
        }
    }

    /// Vert.x takes the same path with a slash in the end for the same.
    private static void begin(RoutingContext call) {
        if (call.normalizedPath().equals(ConsolePaths.ROOT)) {
            ConsoleReply.to(call, FOUND, ConsolePaths.BELOW);
        } else {
            call.next();
        }
    }

    private void show(RoutingContext call) {
        HttpMethod method = call.request().method();
        if (!method.equals(HttpMethod.GET) && !method.equals(HttpMethod.HEAD)) {
            ProblemDocument.answer(
                    call.request(),
                    Problems.of(ProblemType.METHOD_NOT_ALLOWED, "Pages are only looked at."));
            return;
        }
        String path = call.normalizedPath();
        Optional<String> file = ConsolePaths.file(path);
        if (path.equals(ConsolePaths.BELOW + SIGNED_OUT)) {
            reply.page(call, OK, SIGNED_OUT + ".html");
        } else if (path.equals(ConsolePaths.BELOW + SIGN_OUT)) {
            signOut(call);
        } else if (file.isPresent()) {
            showFile(call, file.get());
        } else {
            signIn.page(call, identity -> page(call, identity));
        }
    }

    private void showFile(RoutingContext call, String name) {
        if (FOR_ALL.contains(name)) {
            reply.file(call, name);
            return;
        }
        signIn.rest(call, identity -> file(call, identity, name));
    }

    private void file(RoutingContext call, SecurityIdentity identity, String name) {
        if (people.mayLook(identity)) {
            reply.file(call, name);
        } else {
            ConsoleReply.nothing(call, FORBIDDEN);
        }
    }

    private void page(RoutingContext call, SecurityIdentity identity) {
        if (call.normalizedPath().equals(ConsolePaths.BELOW + SIGNED_IN)) {
            ConsoleReply.to(call, FOUND, ConsolePaths.BELOW);
        } else if (people.mayLook(identity)) {
            reply.page(call, OK, "index.html");
        } else {
            reply.page(call, FORBIDDEN, "forbidden.html");
        }
    }

    private void session(RoutingContext call) {
        signIn.rest(call, identity -> tell(call, identity));
    }

    private void tell(RoutingContext call, SecurityIdentity identity) {
        if (people.mayLook(identity)) {
            json(call, people.describe(call, identity));
        } else {
            ProblemDocument.answer(
                    call.request(),
                    Problems.of(ProblemType.FORBIDDEN, "You may not see the console."));
        }
    }

    /// Whoever may not look may sign out too, and in again as somebody else. No page of anybody
    /// else leads here.
    private void signOut(RoutingContext call) {
        @Nullable String from = call.request().getHeader("Sec-Fetch-Site");
        if (from != null && !from.equals("same-origin") && !from.equals("none")) {
            ConsoleReply.nothing(call, FORBIDDEN);
            return;
        }
        signIn.page(call, identity -> end(call, identity));
    }

    private void end(RoutingContext call, SecurityIdentity identity) {
        SessionCookies.remove(call);
        ConsoleReply.to(call, FOUND, people.wayOut(call, identity));
    }

    private static void json(RoutingContext call, JsonObject answer) {
        var _ =
                call.response()
                        .putHeader(HttpHeaders.CONTENT_TYPE, "application/json")
                        .putHeader(HttpHeaders.CACHE_CONTROL, "no-store")
                        .end(answer.toBuffer());
    }
}
