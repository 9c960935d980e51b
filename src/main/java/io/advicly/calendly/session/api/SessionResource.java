package io.advicly.calendly.session.api;

import io.advicly.calendly.lifecycle.Addresses;
import io.advicly.calendly.lifecycle.connect.ConnectReply;
import io.advicly.calendly.platform.list.QueryParameters;
import io.advicly.calendly.session.ConnectSession;
import io.smallrye.mutiny.Uni;
import io.vertx.ext.web.RoutingContext;
import jakarta.annotation.security.PermitAll;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HEAD;
import jakarta.ws.rs.OPTIONS;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.time.Duration;
import java.util.Objects;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.jboss.resteasy.reactive.RestHeader;
import org.jboss.resteasy.reactive.RestQuery;
import org.jboss.resteasy.reactive.RestResponse;
import org.jboss.resteasy.reactive.server.Cancellable;
import org.jspecify.annotations.Nullable;

/// What a page of the product does with a session: its token is in the place of a user's.
@Path("/api/connect/session")
@PermitAll
@Cancellable(false)
@Produces(MediaType.APPLICATION_JSON)
public class SessionResource {

    private static final int LONGEST_WAIT = 30;

    private final SessionGate gate;
    private final SessionCalls calls;
    private final SessionWatch watch;
    private final Addresses addresses;

    SessionResource(SessionGate gate, SessionCalls calls, SessionWatch watch, Addresses addresses) {
        this.gate = gate;
        this.calls = calls;
        this.watch = watch;
        this.addresses = addresses;
    }

    /// How the session and the user's connection stand.
    ///
    /// @param wait for so many seconds at most the answer is held until it changes; 30 without a
    ///   number
    /// @param known the `ETag` that the caller has; without it, changes are those from now on
    @GET
    public Uni<RestResponse<SessionReply>> show(
            @RestQuery @Nullable String wait,
            @RestHeader("If-None-Match") @Nullable String known,
            @Context RoutingContext call) {
        Duration longest = longest(wait);
        return gate.enter(call)
                .chain(session ->
                        longest.isZero() ? watch.now(session) : held(session, longest, known, call))
                .map(SessionResource::tagged);
    }

    private Uni<SessionReply> held(
            ConnectSession session, Duration longest, @Nullable String known, RoutingContext call) {
        return watch.changed(
                session,
                longest,
                known == null ? null : known.replaceAll("^W/|\"", ""),
                leave -> call.addEndHandler(ended -> leave.run()));
    }

    private static RestResponse<SessionReply> tagged(SessionReply reply) {
        return RestResponse.ResponseBuilder.ok(reply)
                .header("ETag", "\"" + reply.version() + "\"")
                .build();
    }

    private static Duration longest(@Nullable String wait) {
        if (wait == null) {
            return Duration.ZERO;
        }
        if (wait.isEmpty()) {
            return Duration.ofSeconds(LONGEST_WAIT);
        }
        return Duration.ofSeconds(
                QueryParameters.number("wait", wait, "a number of seconds", 0, LONGEST_WAIT));
    }

    /// Nobody is held for an answer that has no body.
    @HEAD
    public RestResponse<Void> look() {
        return RestResponse.ResponseBuilder.<Void>create(Response.Status.METHOD_NOT_ALLOWED)
                .header("Allow", "GET")
                .build();
    }

    /// Connects with the stored grant, or answers the link that a person has to open.
    @POST
    @Path("/connect")
    @Consumes({MediaType.APPLICATION_JSON, MediaType.WILDCARD})
    public Uni<ConnectReply> connect(@Nullable ConnectWish wish, @Context RoutingContext call) {
        boolean another = Objects.requireNonNullElse(wish, ConnectWish.PLAIN).switchAccount();
        return gate.enter(call)
                .chain(session -> calls.connect(session, SessionGate.text(call), another));
    }

    /// Disconnects the user. Repeating it changes nothing.
    @DELETE
    @Path("/connection")
    public Uni<RestResponse<Void>> disconnect(@Context RoutingContext call) {
        return gate.enter(call).chain(calls::disconnect).map(gone -> RestResponse.noContent());
    }

    /// A browser asks whether a page of another origin may call.
    @OPTIONS
    @Path("/{call:.*}")
    @Operation(hidden = true)
    public RestResponse<Void> preflight(
            @PathParam("call") String path,
            @RestHeader("Origin") @Nullable String origin,
            @Context RoutingContext call) {
        call.response().putHeader("Vary", "Origin");
        if (origin != null && addresses.returnTo().allows(origin)) {
            CrossOrigin.preflight(call.response(), origin);
        }
        return RestResponse.noContent();
    }
}
