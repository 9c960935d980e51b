package io.advicly.calendly.session.page;

import io.advicly.calendly.lifecycle.state.Destination;
import io.advicly.calendly.lifecycle.state.Reason;
import io.advicly.calendly.session.ConnectSession;
import io.advicly.calendly.session.ConnectSessions;
import io.advicly.calendly.session.SessionState;
import io.smallrye.mutiny.Uni;
import io.vertx.core.http.HttpServerRequest;
import jakarta.annotation.security.PermitAll;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import java.net.URI;
import java.time.Clock;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.jboss.resteasy.reactive.RestPath;
import org.jboss.resteasy.reactive.RestQuery;
import org.jboss.resteasy.reactive.RestResponse;
import org.jboss.resteasy.reactive.server.Cancellable;
import org.jspecify.annotations.Nullable;

/// Where the callback sends the browser of a session: how it went, as the session has it and not as
/// the address says. May be opened any number of times.
@Path("/connect/result/{id}")
@PermitAll
@Cancellable(false)
@Produces(MediaType.TEXT_HTML)
public class ResultPageResource {

    private static final int OK = 200;
    private static final int NOT_FOUND = 404;
    private static final int GONE = 410;

    private final ConnectSessions sessions;
    private final ConnectPage page;
    private final Clock clock;

    ResultPageResource(ConnectSessions sessions, ConnectPage page, Clock clock) {
        this.sessions = sessions;
        this.page = page;
        this.clock = clock;
    }

    /// @param popup whether the window closes itself; else it goes back to the product
    @GET
    @Operation(hidden = true)
    public Uni<RestResponse<String>> show(
            @RestPath String id,
            @RestQuery @Nullable String popup,
            @Context HttpServerRequest request) {
        String accepted = request.getHeader("Accept-Language");
        return uuid(id).map(sessions::byId)
                .orElseGet(() -> Uni.createFrom().item(Optional.empty()))
                .map(found ->
                        found.map(it -> reply(it, popup != null, accepted))
                                .orElseGet(() -> unknown(Languages.best(null, accepted))));
    }

    private RestResponse<String> unknown(String language) {
        return PageReply.of(NOT_FOUND, language, page.notice(language, "unknown"));
    }

    /// Nobody is asked any more how one went that is over: whoever was, was killed before the
    /// answer was kept.
    private RestResponse<String> reply(
            ConnectSession session, boolean popup, @Nullable String accepted) {
        String language = Languages.best(session.locale(), accepted);
        return switch (session.state()) {
            case OPEN, CONSENTING ->
                    session.isOver(clock.instant())
                            ? PageReply.of(GONE, language, page.notice(language, "expired"))
                            : PageReply.of(OK, language, page.moment(language));
            case DONE, FAILED -> ended(session, popup, language);
        };
    }

    private RestResponse<String> ended(ConnectSession session, boolean popup, String language) {
        Optional<URI> back = back(session);
        return back.isPresent() && !popup
                ? PageReply.to(back.get(), List.of())
                : PageReply.of(OK, language, page.result(language, session.reason(), popup, back));
    }

    private static Optional<URI> back(ConnectSession session) {
        return Optional.ofNullable(session.returnTo())
                .map(it -> new Destination(it, null).after(reason(session)));
    }

    private static @Nullable Reason reason(ConnectSession session) {
        String code = session.reason();
        return session.state() == SessionState.DONE || code == null
                ? null
                : Reason.valueOf(code.toUpperCase(Locale.ROOT));
    }

    private static Optional<UUID> uuid(String id) {
        try {
            return Optional.of(UUID.fromString(id));
        } catch (IllegalArgumentException none) {
            return Optional.empty();
        }
    }
}
