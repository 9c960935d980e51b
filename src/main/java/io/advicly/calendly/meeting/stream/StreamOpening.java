package io.advicly.calendly.meeting.stream;

import io.advicly.calendly.platform.stop.CutRequest;
import io.advicly.calendly.security.identity.CallerIdentity;
import io.advicly.calendly.security.identity.LongCall;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.vertx.ext.web.RoutingContext;
import jakarta.ws.rs.container.ContainerRequestContext;
import java.util.Objects;
import java.util.OptionalLong;
import org.jboss.resteasy.reactive.server.ServerRequestFilter;
import org.jspecify.annotations.Nullable;

/// Opens a stream before its answer begins: the framework writes the head of a Multi's answer, a
/// 200, before it looks what there is to say, and whoever cannot be told anything would be cut off.
public class StreamOpening {

    private static final String KEY = StreamOpening.class.getName();

    private final MeetingStreams streams;
    private final CallerIdentity identity;
    private final LongCall call;

    StreamOpening(MeetingStreams streams, CallerIdentity identity, LongCall call) {
        this.streams = streams;
        this.identity = identity;
        this.call = call;
    }

    @OpensStream
    @ServerRequestFilter
    public Uni<Void> open(ContainerRequestContext request, RoutingContext routing) {
        call.begin(routing);
        return streams.open(
                        identity.caller(),
                        parse(request.getHeaderString("Last-Event-ID")),
                        identity.expiresAt(),
                        () -> CutRequest.now(routing.request()))
                .invoke(frames -> keep(routing, frames))
                .replaceWithVoid();
    }

    static Multi<Frame> of(RoutingContext routing) {
        return Objects.requireNonNull(routing.get(KEY));
    }

    /// Whoever has gone meanwhile gives the place back.
    private static void keep(RoutingContext routing, Multi<Frame> frames) {
        routing.put(KEY, frames);
        if (routing.response().closed()) {
            frames.subscribe().with(frame -> {}).cancel();
        }
    }

    /// Anything but a number of ours is as good as none.
    private static OptionalLong parse(@Nullable String lastId) {
        return lastId != null && lastId.strip().matches("\\d{1,18}")
                ? OptionalLong.of(Long.parseLong(lastId.strip()))
                : OptionalLong.empty();
    }
}
