package io.advicly.calendly.console;

import io.advicly.calendly.platform.problem.EarlyRefusal;
import io.advicly.calendly.platform.problem.ProblemType;
import io.advicly.calendly.platform.problem.Problems;
import io.quarkiverse.resteasy.problem.HttpProblem;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// The way from `/console/api` to `/api/admin`, for calls that a page of the console has made: what
/// is there serves them as it serves bearer tokens, with the same rights and the same audit.
@ApplicationScoped
class ConsoleGate {

    /// Before all that looks at a request, as it is looked at anew under its other path.
    static final int FIRST = Integer.MIN_VALUE + 2;

    private static final Set<HttpMethod> METHODS =
            Set.of(HttpMethod.GET, HttpMethod.POST, HttpMethod.DELETE, HttpMethod.PATCH);

    private final boolean enabled;
    private final PageSeals seals;
    private final EarlyRefusal refusal;

    ConsoleGate(ConsoleSettings settings, EarlyRefusal refusal) {
        this.enabled = settings.enabled();
        this.seals = new PageSeals(settings.secret().orElse("there is no console"));
        this.refusal = refusal;
    }

    void register(@Observes Router router) {
        if (enabled) {
            router.route(ConsolePaths.API + "*").order(FIRST).handler(this::handle);
        } else {
            router.route(ConsolePaths.ROOT).order(FIRST).handler(this::nothing);
            router.route(ConsolePaths.BELOW + "*").order(FIRST).handler(this::nothing);
        }
    }

    private void nothing(RoutingContext call) {
        refuse(call, Problems.of(ProblemType.NOT_FOUND, "There is no console here."));
    }

    private void handle(RoutingContext call) {
        HttpServerRequest request = call.request();
        String path = call.normalizedPath();
        boolean session =
                path.equals(ConsolePaths.SESSION) && request.method().equals(HttpMethod.GET);
        Optional<String> target = ConsolePaths.operatorsCall(path);
        Optional<HttpProblem> no =
                target.isEmpty()
                        ? Optional.of(Problems.of(ProblemType.NOT_FOUND, "There is no such call."))
                        : refusal(call, session);
        if (no.isPresent()) {
            refuse(call, no.get());
        } else if (session) {
            call.next();
        } else {
            forward(call, target.orElseThrow());
        }
    }

    /// @param first whether the page cannot know its token yet
    private Optional<HttpProblem> refusal(RoutingContext call, boolean first) {
        HttpServerRequest request = call.request();
        if (!METHODS.contains(request.method())) {
            return Optional.of(
                    Problems.of(ProblemType.METHOD_NOT_ALLOWED, "The console does not call so."));
        }
        if (!ConsoleOrigin.isOurs(
                request.getHeader("Sec-Fetch-Site"),
                request.getHeader(HttpHeaders.ORIGIN),
                request.getHeader(HttpHeaders.HOST))) {
            return Optional.of(forbidden("Only the console's own pages may call this."));
        }
        List<String> session = SessionCookies.of(call);
        if (session.isEmpty()) {
            return Optional.of(notSignedIn());
        }
        return first || seals.isOf(session, request.getHeader(PageSeals.HEADER))
                ? Optional.empty()
                : Optional.of(forbidden("The page has no token of this session: load it again."));
    }

    private static HttpProblem forbidden(String why) {
        return Problems.of(ProblemType.FORBIDDEN, why);
    }

    static HttpProblem notSignedIn() {
        return Problems.of(ProblemType.UNAUTHENTICATED, "Sign in to the console again.");
    }

    private void refuse(RoutingContext call, HttpProblem problem) {
        var _ = call.response().putHeader(HttpHeaders.CACHE_CONTROL, "no-store");
        refusal.refuse(call.request(), problem);
    }

    private static void forward(RoutingContext call, String path) {
        @Nullable String query = call.request().query();
        var _ = call.request().headers().remove(HttpHeaders.AUTHORIZATION);
        var _ = call.response().putHeader(HttpHeaders.CACHE_CONTROL, "no-store");
        ConsoleTenant.mark(call);
        call.reroute(call.request().method(), query == null ? path : path + '?' + query);
    }
}
