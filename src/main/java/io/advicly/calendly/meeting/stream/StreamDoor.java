package io.advicly.calendly.meeting.stream;

import io.advicly.calendly.platform.problem.ProblemDocument;
import io.quarkus.vertx.http.runtime.filters.Filters;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;

/// Refuses a stream that there is no place for before its token is looked at. Where thousands come
/// at once most are refused, and a token costs a third of a megabyte of what the heap has left
/// then.
@ApplicationScoped
class StreamDoor {

    /// After what lets other origins read the answer (300), before the token (200).
    private static final int PRIORITY = 250;

    private static final String PATH = "/api/meetings/stream";

    private final MeetingStreams streams;

    StreamDoor(MeetingStreams streams) {
        this.streams = streams;
    }

    void register(@Observes Filters filters) {
        filters.register(this::check, PRIORITY);
    }

    private void check(RoutingContext call) {
        if (isStream(call.request()) && streams.isFull()) {
            ProblemDocument.answer(call.request(), MeetingStreams.noMore());
        } else {
            call.next();
        }
    }

    private static boolean isStream(HttpServerRequest request) {
        return request.method().equals(HttpMethod.GET) && PATH.equals(request.path());
    }
}
