package io.advicly.calendly.session.api;

import io.advicly.calendly.platform.problem.ProblemType;
import io.advicly.calendly.platform.problem.Problems;
import io.advicly.calendly.session.ConnectSession;
import io.advicly.calendly.session.ConnectSessions;
import io.advicly.calendly.session.SessionToken;
import io.quarkiverse.resteasy.problem.HttpProblem;
import io.smallrye.mutiny.Uni;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// Lets in who brings the token of a session that is not over.
@ApplicationScoped
class SessionGate {

    private static final Pattern BEARER = Pattern.compile("(?i)bearer +(\\S+) *");

    private final ConnectSessions sessions;
    private final Clock clock;

    SessionGate(ConnectSessions sessions, Clock clock) {
        this.sessions = sessions;
        this.clock = clock;
    }

    /// @return fails with 401 for everybody else
    Uni<ConnectSession> enter(RoutingContext call) {
        call.response().putHeader("Cache-Control", "no-store").putHeader("Vary", "Origin");
        return token(call.request().getHeader("Authorization"))
                .map(sessions::byToken)
                .orElseGet(() -> Uni.createFrom().item(Optional.empty()))
                .map(found -> found.map(it -> entered(call, it)).orElseThrow(SessionGate::unknown));
    }

    private ConnectSession entered(RoutingContext call, ConnectSession session) {
        CrossOrigin.answer(call.response(), call.request().getHeader("Origin"), session);
        if (session.isOver(clock.instant())) {
            throw refused("The session is over: ask the backend for another one.");
        }
        return session;
    }

    /// The token of a call that was let in.
    static String text(RoutingContext call) {
        return token(call.request().getHeader("Authorization")).orElseThrow().value().reveal();
    }

    private static Optional<SessionToken> token(@Nullable String authorization) {
        if (authorization == null) {
            return Optional.empty();
        }
        Matcher bearer = BEARER.matcher(authorization);
        return bearer.matches() ? SessionToken.parse(bearer.group(1)) : Optional.empty();
    }

    private static HttpProblem unknown() {
        return refused("Send the token of a session as Authorization: Bearer.");
    }

    private static HttpProblem refused(String detail) {
        return Problems.builder(ProblemType.UNAUTHENTICATED, detail)
                .withHeader("WWW-Authenticate", "Bearer")
                .build();
    }
}
