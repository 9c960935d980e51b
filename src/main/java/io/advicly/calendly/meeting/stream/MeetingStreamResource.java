package io.advicly.calendly.meeting.stream;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.advicly.calendly.meeting.view.MeetingView;
import io.quarkus.security.Authenticated;
import io.smallrye.mutiny.Multi;
import io.vertx.ext.web.RoutingContext;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HEAD;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.sse.OutboundSseEvent;
import jakarta.ws.rs.sse.Sse;
import java.util.Map;
import org.jboss.resteasy.reactive.ResponseHeader;
import org.jboss.resteasy.reactive.RestResponse;
import org.jboss.resteasy.reactive.RestStreamElementType;

/// The caller's meetings as they change, as server-sent events.
@Path("/api/meetings/stream")
@Authenticated
public class MeetingStreamResource {

    private final ObjectMapper json;

    MeetingStreamResource(ObjectMapper json) {
        this.json = json;
    }

    /// What [StreamOpening] has opened.
    @GET
    @OpensStream
    @Produces(MediaType.SERVER_SENT_EVENTS)
    @RestStreamElementType(MediaType.TEXT_PLAIN)
    @ResponseHeader(name = "Cache-Control", value = "no-store")
    // Proxies are not to wait for more.
    @ResponseHeader(name = "X-Accel-Buffering", value = "no")
    public Multi<OutboundSseEvent> stream(@Context RoutingContext routing, @Context Sse sse) {
        return StreamOpening.of(routing).map(frame -> event(sse.newEventBuilder(), frame));
    }

    /// Without this one the framework would have `GET` answer, and a stream that nobody reads would
    /// stay open on a connection that whoever asked takes for free.
    @HEAD
    public RestResponse<Void> look() {
        return RestResponse.ResponseBuilder.<Void>create(Response.Status.METHOD_NOT_ALLOWED)
                .header("Allow", "GET")
                .build();
    }

    private OutboundSseEvent event(OutboundSseEvent.Builder event, Frame frame) {
        return switch (frame) {
            case Frame.Ready(long id, boolean resumed) ->
                    event.name("ready")
                            .id(String.valueOf(id))
                            .data(json(Map.of("resumed", resumed)))
                            .build();
            case Frame.Changed(long id, MeetingView meeting) ->
                    event.name("meeting").id(String.valueOf(id)).data(json(meeting)).build();
            case Frame.Synced(Object progress) -> event.name("sync").data(json(progress)).build();
            case Frame.Heartbeat _, Frame.End _ -> event.comment("").build();
        };
    }

    private String json(Object content) {
        try {
            return json.writeValueAsString(content);
        } catch (JsonProcessingException impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}
