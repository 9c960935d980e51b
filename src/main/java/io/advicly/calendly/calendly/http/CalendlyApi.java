package io.advicly.calendly.calendly.http;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.advicly.calendly.calendly.http.answer.ReplyException;
import io.advicly.calendly.calendly.wire.NewSubscriptionWire;
import io.advicly.calendly.calendly.wire.WireJson;
import io.quarkus.rest.client.reactive.ClientExceptionMapper;
import io.quarkus.rest.client.reactive.ClientQueryParam;
import io.quarkus.rest.client.reactive.jackson.ClientObjectMapper;
import io.smallrye.mutiny.Uni;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import org.eclipse.microprofile.rest.client.annotation.RegisterProvider;
import org.eclipse.microprofile.rest.client.inject.RegisterRestClient;
import org.jboss.resteasy.reactive.RestResponse;
import org.jspecify.annotations.Nullable;

/// Calendly's REST API v2, as far as this service calls it (docs/calendly-api.md 1.6 to 1.11).
/// Bodies come as they are: whose they are is decided before they are read.
///
/// `count` is the documented maximum of 100, unless an answer was too large.
@RegisterRestClient(configKey = "calendly-api")
@RegisterProvider(RateLimitFilter.class)
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
public interface CalendlyApi {

    @GET
    @Path("/users/me")
    Uni<RestResponse<byte[]>> me(@HeaderParam(HttpHeaders.AUTHORIZATION) String bearer);

    @GET
    @Path("/webhook_subscriptions")
    Uni<RestResponse<byte[]>> subscriptions(
            @HeaderParam(HttpHeaders.AUTHORIZATION) String bearer,
            @QueryParam("organization") String organization,
            @QueryParam("scope") String scope,
            @QueryParam("user") @Nullable String user,
            @QueryParam("count") int count,
            @QueryParam("page_token") @Nullable String pageToken);

    @POST
    @Path("/webhook_subscriptions")
    Uni<RestResponse<byte[]>> createSubscription(
            @HeaderParam(HttpHeaders.AUTHORIZATION) String bearer, NewSubscriptionWire body);

    @GET
    @Path("/webhook_subscriptions/{id}")
    Uni<RestResponse<byte[]>> subscription(
            @HeaderParam(HttpHeaders.AUTHORIZATION) String bearer, @PathParam("id") String id);

    @DELETE
    @Path("/webhook_subscriptions/{id}")
    Uni<RestResponse<byte[]>> deleteSubscription(
            @HeaderParam(HttpHeaders.AUTHORIZATION) String bearer, @PathParam("id") String id);

    @GET
    @Path("/scheduled_events")
    @ClientQueryParam(name = "sort", value = "start_time:asc")
    Uni<RestResponse<byte[]>> scheduledEvents(
            @HeaderParam(HttpHeaders.AUTHORIZATION) String bearer,
            @QueryParam("organization") @Nullable String organization,
            @QueryParam("user") String user,
            @QueryParam("min_start_time") String from,
            @QueryParam("max_start_time") String to,
            @QueryParam("count") int count,
            @QueryParam("page_token") @Nullable String pageToken);

    @GET
    @Path("/scheduled_events/{id}")
    Uni<RestResponse<byte[]>> scheduledEvent(
            @HeaderParam(HttpHeaders.AUTHORIZATION) String bearer, @PathParam("id") String id);

    @GET
    @Path("/scheduled_events/{id}/invitees")
    Uni<RestResponse<byte[]>> invitees(
            @HeaderParam(HttpHeaders.AUTHORIZATION) String bearer,
            @PathParam("id") String eventId,
            @QueryParam("sort") String sort,
            @QueryParam("count") int count,
            @QueryParam("page_token") @Nullable String pageToken);

    /// Every answer of 400 and above: what it means is not decided here, but by `Answers`.
    @ClientExceptionMapper
    static RuntimeException failure(Response response) {
        return new ReplyException(response);
    }

    /// Parsing does not depend on how the application's own JSON is configured.
    @ClientObjectMapper
    static ObjectMapper mapper(ObjectMapper unused) {
        return WireJson.MAPPER;
    }
}
