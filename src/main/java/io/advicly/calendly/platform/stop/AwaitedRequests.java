package io.advicly.calendly.platform.stop;

import io.advicly.calendly.platform.failure.StoppingException;
import io.quarkus.runtime.LaunchMode;
import io.quarkus.vertx.http.runtime.filters.QuarkusRequestWrapper;
import io.vertx.core.Context;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServerRequest;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Predicate;
import org.eclipse.microprofile.config.Config;
import org.jboss.logging.Logger;

/// The requests that a stop waits for, for at most `quarkus.shutdown.timeout`. Those are told to
/// come again before that which would outlast it: a call that waits for somebody who does not
/// answer, and sooner one of which the body does not come.
///
/// What works for them goes on, and is waited for where it must not be cut ([ShutdownGuard]).
@ApplicationScoped
class AwaitedRequests {

    private static final Logger LOG = Logger.getLogger(AwaitedRequests.class);

    /// The part of the patience after which the rest of a body has to be there.
    private static final double FOR_A_BODY = 0.2;

    /// The part after which everybody is answered: a busy machine takes a moment to do so.
    private static final double FOR_AN_ANSWER = 0.6;

    private final Set<Awaited> all = ConcurrentHashMap.newKeySet();
    private final Vertx vertx;

    /// Without any a stop waits for nobody, and in development it never does (as Quarkus, which
    /// then counts no requests).
    private final Optional<Duration> patience;

    AwaitedRequests(Vertx vertx, Config config) {
        this.vertx = vertx;
        this.patience =
                config.getOptionalValue("quarkus.shutdown.timeout", Duration.class)
                        .filter(longest -> longest.toMillis() > 0)
                        .filter(any -> LaunchMode.current() != LaunchMode.DEVELOPMENT);
    }

    private record Awaited(HttpServerRequest request, Context context) {}

    /// For as long as Quarkus counts it. To be called on the request's own context.
    void add(HttpServerRequest request) {
        if (patience.isPresent()) {
            Awaited awaited = new Awaited(request, Objects.requireNonNull(Vertx.currentContext()));
            all.add(awaited);
            QuarkusRequestWrapper.get(request).addRequestDoneHandler(done -> all.remove(awaited));
        }
    }

    void limit(@Observes StopDelay.Over over) {
        patience.ifPresent(longest -> {
            after(longest, FOR_A_BODY, CutRequest::isIncomplete);
            after(longest, FOR_AN_ANSWER, whoever -> true);
        });
    }

    private void after(Duration longest, double part, Predicate<HttpServerRequest> which) {
        long millis = Math.max(1, (long) (longest.toMillis() * part));
        vertx.setTimer(millis, late -> turnAway(which));
    }

    private void turnAway(Predicate<HttpServerRequest> which) {
        List<Awaited> late = all.stream().filter(it -> which.test(it.request())).toList();
        if (!late.isEmpty()) {
            LOG.infof("shutdown.requests_left unfinished=%d", late.size());
        }
        for (Awaited each : late) {
            each.context().runOnContext(ignored -> tell(each.request()));
        }
    }

    private static void tell(HttpServerRequest request) {
        CutRequest.telling(StoppingExceptionMapper.problem(new StoppingException()), request);
    }
}
