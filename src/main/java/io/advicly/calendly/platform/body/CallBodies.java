package io.advicly.calendly.platform.body;

import io.advicly.calendly.platform.chain.Unis;
import io.advicly.calendly.platform.problem.EarlyRefusal;
import io.micrometer.core.instrument.MeterRegistry;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.subscription.UniEmitter;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import java.io.ByteArrayInputStream;
import org.eclipse.microprofile.config.Config;
import org.jboss.resteasy.reactive.server.ServerRequestFilter;
import org.jboss.resteasy.reactive.server.spi.ResteasyReactiveContainerRequestContext;

/// Reads the body of a call once it is known whose call it is, in the place of Quarkus, which reads
/// as much of as many as come. It counts until the call is answered.
public class CallBodies {

    /// Calls whose body was not read, by `reason` (`too_large`, `too_many_bytes`, `too_slow`).
    static final String REFUSED = "bodies.refused";

    private final BodyReader reader;
    private final EarlyRefusal refusal;
    private final MeterRegistry meters;
    private final long max;

    CallBodies(BodyReader reader, EarlyRefusal refusal, MeterRegistry meters, Config config) {
        this.reader = reader;
        this.refusal = refusal;
        this.meters = meters;
        this.max = BodyLimit.of(config);
    }

    @ServerRequestFilter
    public Uni<Void> read(ResteasyReactiveContainerRequestContext call, HttpServerRequest request) {
        if (request.isEnded()
                || request.method().equals(HttpMethod.GET)
                || request.method().equals(HttpMethod.HEAD)) {
            return Unis.nothing();
        }
        return Uni.createFrom().emitter(read -> readCall(read, request, call));
    }

    private void readCall(
            UniEmitter<? super Void> read,
            HttpServerRequest request,
            ResteasyReactiveContainerRequestContext call) {
        reader.read(request, HeldBodies.Door.CALL, max, new Reading(call, request, read));
    }

    private final class Reading implements BodyReader.Receiver {

        private final ResteasyReactiveContainerRequestContext call;
        private final HttpServerRequest request;
        private final UniEmitter<? super Void> read;

        Reading(
                ResteasyReactiveContainerRequestContext call,
                HttpServerRequest request,
                UniEmitter<? super Void> read) {
            this.call = call;
            this.request = request;
            this.read = read;
        }

        @Override
        public void whole(BodyReader.Body body) {
            call.getServerRequestContext().registerCompletionCallback(answered -> body.letGo());
            call.setEntityStream(new ByteArrayInputStream(body.bytes()));
            read.complete(null);
        }

        @Override
        public void refused(BodyReader.Refusal why) {
            meters.counter(REFUSED, "reason", why.code()).increment();
            EarlyRefusal.closing(request);
            refusal.hangUp(request);
            read.fail(BodyProblems.of(why, max));
        }
    }
}
