package io.advicly.calendly.session.page;

import io.advicly.calendly.lifecycle.Addresses;
import io.advicly.calendly.platform.failure.TryAgain;
import io.advicly.calendly.platform.log.RecurringLog;
import io.advicly.calendly.session.ConnectSession;
import io.advicly.calendly.session.ConnectSessions;
import io.advicly.calendly.session.SessionSettings;
import io.advicly.calendly.session.SessionToken;
import io.smallrye.mutiny.Uni;
import io.vertx.core.http.HttpServerRequest;
import jakarta.annotation.security.PermitAll;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import java.net.URI;
import java.time.Clock;
import java.util.Optional;
import java.util.function.BiFunction;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.jboss.logging.Logger;
import org.jboss.resteasy.reactive.RestPath;
import org.jboss.resteasy.reactive.RestQuery;
import org.jboss.resteasy.reactive.RestResponse;
import org.jboss.resteasy.reactive.server.Cancellable;
import org.jspecify.annotations.Nullable;

/// The link of a session. Opening it changes nothing, however often and by whomever, scanners of
/// mail among them; a click goes on.
@Path("/connect/{token}")
@PermitAll
@Cancellable(false)
@Produces(MediaType.TEXT_HTML)
public class ConnectPageResource {

    private static final int OK = 200;
    private static final int FORBIDDEN = 403;
    private static final int NOT_FOUND = 404;
    private static final int GONE = 410;
    private static final int TOO_MANY = 429;
    private static final int ERROR = 500;
    private static final int UNAVAILABLE = 503;

    private static final RecurringLog RECURRING =
            new RecurringLog(Logger.getLogger(ConnectPageResource.class));

    private final ConnectSessions sessions;
    private final ConnectClick click;
    private final ConnectPage page;
    private final SessionSettings settings;
    private final Addresses addresses;
    private final Clock clock;

    ConnectPageResource(
            ConnectSessions sessions,
            ConnectClick click,
            ConnectPage page,
            SessionSettings settings,
            Addresses addresses,
            Clock clock) {
        this.sessions = sessions;
        this.click = click;
        this.page = page;
        this.settings = settings;
        this.addresses = addresses;
        this.clock = clock;
    }

    /// Who connects what to what.
    @GET
    @Operation(hidden = true)
    public Uni<RestResponse<String>> show(
            @RestPath String token, @Context HttpServerRequest request) {
        return open(token, request, this::ask);
    }

    private Uni<RestResponse<String>> ask(ConnectSession session, String language) {
        return Uni.createFrom()
                .item(PageReply.of(OK, language, page.ask(language, session, product(session))));
    }

    /// Goes on to Calendly, or to how it went where no consent was needed.
    ///
    /// @param popup whether the window closes itself in the end
    @POST
    @Operation(hidden = true)
    public Uni<RestResponse<String>> go(
            @RestPath String token,
            @RestQuery @Nullable String popup,
            @Context HttpServerRequest request) {
        if (!SameOrigin.isSentBy(request, origin())) {
            return notice(FORBIDDEN, language(null, request), "strange");
        }
        return open(token, request, (session, language) -> goOn(session, language, popup));
    }

    private Uni<RestResponse<String>> goOn(
            ConnectSession session, String language, @Nullable String popup) {
        return click.goOn(session, popup != null)
                .chain(way -> way(way, language))
                .onFailure()
                .recoverWithUni(failure -> failed(failure, language));
    }

    private Uni<RestResponse<String>> way(ConnectClick.Way way, String language) {
        return switch (way) {
            case ConnectClick.Way.To to ->
                    Uni.createFrom().item(PageReply.to(to.address(), to.cookies()));
            case ConnectClick.Way.TooOften _ -> notice(TOO_MANY, language, "often");
        };
    }

    private Uni<RestResponse<String>> failed(Throwable failure, String language) {
        if (failure instanceof TryAgain) {
            return notice(UNAVAILABLE, language, "away");
        }
        RECURRING.error(failure.getClass().getName(), failure, () -> "session.click_failed");
        return notice(ERROR, language, "away");
    }

    private Uni<RestResponse<String>> open(
            String token,
            HttpServerRequest request,
            BiFunction<ConnectSession, String, Uni<RestResponse<String>>> then) {
        return SessionToken.parse(token)
                .map(sessions::byToken)
                .orElseGet(() -> Uni.createFrom().item(Optional.empty()))
                .chain(found ->
                        found.map(it -> open(it, request, then))
                                .orElseGet(() ->
                                        notice(NOT_FOUND, language(null, request), "unknown")));
    }

    private Uni<RestResponse<String>> open(
            ConnectSession session,
            HttpServerRequest request,
            BiFunction<ConnectSession, String, Uni<RestResponse<String>>> then) {
        String language = language(session, request);
        if (session.isUsed()) {
            return notice(GONE, language, "used");
        }
        return session.isOver(clock.instant())
                ? notice(GONE, language, "expired")
                : then.apply(session, language);
    }

    private Uni<RestResponse<String>> notice(int status, String language, String what) {
        return Uni.createFrom().item(PageReply.of(status, language, page.notice(language, what)));
    }

    private static String language(@Nullable ConnectSession session, HttpServerRequest request) {
        return Languages.best(
                session == null ? null : session.locale(), request.getHeader("Accept-Language"));
    }

    private String product(ConnectSession session) {
        URI home = session.returnTo() == null ? addresses.ours("/") : session.returnTo();
        return settings.product().orElse(home.getHost());
    }

    private String origin() {
        return addresses.origin();
    }
}
