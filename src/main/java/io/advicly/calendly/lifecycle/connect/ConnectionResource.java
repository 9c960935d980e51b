package io.advicly.calendly.lifecycle.connect;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.advicly.calendly.lifecycle.disconnect.DisconnectFlow;
import io.advicly.calendly.lifecycle.status.ConnectionView;
import io.advicly.calendly.lifecycle.status.StatusQuery;
import io.advicly.calendly.platform.list.QueryParameters;
import io.advicly.calendly.platform.problem.ProblemType;
import io.advicly.calendly.platform.problem.Problems;
import io.advicly.calendly.security.identity.Caller;
import io.advicly.calendly.security.identity.CallerIdentity;
import io.quarkus.runtime.annotations.RegisterForReflection;
import io.quarkus.security.Authenticated;
import io.smallrye.mutiny.Uni;
import io.vertx.ext.web.RoutingContext;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import java.util.UUID;
import org.jboss.resteasy.reactive.RestResponse;
import org.jboss.resteasy.reactive.server.Cancellable;
import org.jspecify.annotations.Nullable;

/// A signed-in user's own connection. A browser that goes away stops nothing: a refresh token may
/// be spent already.
@Path("/api/calendly/connection")
@Authenticated
@Cancellable(false)
@Produces(MediaType.APPLICATION_JSON)
public class ConnectionResource {

    private final ConnectAttempts attempts;
    private final ConnectFlow connect;
    private final DisconnectFlow disconnect;
    private final SyncRequest requestSync;
    private final StatusQuery status;
    private final BindingCookies cookies;
    private final CallerIdentity identity;

    ConnectionResource(
            ConnectAttempts attempts,
            ConnectFlow connect,
            DisconnectFlow disconnect,
            SyncRequest requestSync,
            StatusQuery status,
            BindingCookies cookies,
            CallerIdentity identity) {
        this.attempts = attempts;
        this.connect = connect;
        this.disconnect = disconnect;
        this.requestSync = requestSync;
        this.status = status;
        this.cookies = cookies;
        this.identity = identity;
    }

    /// Connects, without a redirect where the stored grant allows it.
    @POST
    @Consumes({MediaType.APPLICATION_JSON, MediaType.WILDCARD})
    public Uni<RestResponse<ConnectReply>> connect(@Nullable ConnectRequest request) {
        Caller caller = identity.caller();
        return attempts.limit(
                        caller,
                        () ->
                                connect.connect(
                                        caller, request == null ? ConnectRequest.PLAIN : request))
                .map(this::reply);
    }

    /// The connection as it stands.
    @GET
    public Uni<ConnectionView> show() {
        return status.statusOf(identity.caller());
    }

    /// Disconnects. Repeating it changes nothing.
    ///
    /// @param call whose `purge` says whether the user's meetings go too
    @DELETE
    public Uni<RestResponse<Void>> disconnect(@Context RoutingContext call) {
        boolean purge = QueryParameters.flag("purge", call.queryParam("purge"));
        return disconnect.disconnect(identity.caller(), purge).map(ok -> RestResponse.noContent());
    }

    /// Reads the calendar again, one sync at a time.
    @POST
    @Path("/sync")
    public Uni<RestResponse<SyncReply>> sync() {
        return requestSync
                .request(identity.caller())
                .map(job -> RestResponse.accepted(new SyncReply(job)));
    }

    /// The answer of `POST /api/calendly/connection/sync`.
    @RegisterForReflection
    public record SyncReply(@JsonProperty("job_id") UUID jobId) {}

    private RestResponse<ConnectReply> reply(ConnectOutcome outcome) {
        return switch (outcome) {
            case ConnectOutcome.Connected connected ->
                    RestResponse.ok(ConnectReply.connected(connected.connection()));
            case ConnectOutcome.AuthorizationRequired required ->
                    RestResponse.ResponseBuilder.ok(
                                    ConnectReply.authorizationRequired(
                                            required.authorizationUrl(),
                                            required.ticket().expiresAt()))
                            .cookie(cookies.given(required))
                            .header("Cache-Control", "no-store")
                            .build();
            case ConnectOutcome.TooManyAttempts many ->
                    throw Problems.of(
                            ProblemType.TOO_MANY_ATTEMPTS,
                            "You have asked to connect too often. Please wait a while.",
                            many.retryAfter());
            case ConnectOutcome.ReturnToNotAllowed _ ->
                    throw Problems.of(
                            ProblemType.RETURN_TO_NOT_ALLOWED,
                            "return_to must be an absolute address at one of the origins in calendly.return-to.allowed.");
        };
    }
}
