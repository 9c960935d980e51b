package io.advicly.calendly.platform.work;

import io.netty.channel.EventLoop;
import io.quarkus.vertx.http.runtime.filters.Filters;
import io.vertx.core.Context;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.net.impl.ConnectionBase;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;

/// Begins calls with a token in turns (ADR 42). Each has a signature to be verified, which takes a
/// processor a millisecond: clients that all come back at once would keep an event loop for seconds
/// from what the database has answered.
@ApplicationScoped
class CallTurns {

    /// Before the token is looked at, after what is refused for its size.
    private static final int PRIORITY = 900;

    private static final int MOST = 8;
    private static final long TURN_MILLIS = 1;

    private final Map<EventLoop, Turns> loops = new ConcurrentHashMap<>();

    void register(@Observes Filters filters) {
        filters.register(this::begin, PRIORITY);
    }

    private void begin(RoutingContext call) {
        Context context = Vertx.currentContext();
        if (context == null || !call.request().headers().contains(HttpHeaders.AUTHORIZATION)) {
            call.next();
        } else {
            loops.computeIfAbsent(loop(call), CallTurns::turns).add(call(context, call));
        }
    }

    private static Turns turns(EventLoop loop) {
        return new Turns(MOST, turn -> loop.schedule(turn, TURN_MILLIS, TimeUnit.MILLISECONDS));
    }

    private static EventLoop loop(RoutingContext call) {
        return ((ConnectionBase) call.request().connection()).channel().eventLoop();
    }

    private static Runnable call(Context context, RoutingContext call) {
        return () -> begin(context, call);
    }

    /// Whoever has gone meanwhile is not looked at any more.
    private static void begin(Context context, RoutingContext call) {
        if (context.equals(Vertx.currentContext())) {
            call.next();
        } else if (!call.response().closed()) {
            context.runOnContext(later -> call.next());
        }
    }
}
