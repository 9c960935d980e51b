package io.advicly.calendly.calendly.http.resilience;

import io.advicly.calendly.calendly.CalendlyFailure;
import io.advicly.calendly.calendly.settings.HttpSettings;
import io.smallrye.faulttolerance.api.CircuitBreakerState;
import io.smallrye.faulttolerance.api.Guard;
import io.smallrye.mutiny.Uni;
import java.time.temporal.ChronoUnit;
import java.util.Locale;
import java.util.function.Supplier;
import org.eclipse.microprofile.faulttolerance.exceptions.CircuitBreakerOpenException;
import org.jboss.logging.Logger;

/// SmallRye's circuit breaker, counting transport errors and 5xx only: one tenant's refusals must
/// not stop the others' calls.
final class GuardBreaker implements Breaker {

    private static final Logger LOG = Logger.getLogger(GuardBreaker.class);

    private final String host;
    private final Guard guard;

    /// @param host also the breaker's name for `CircuitBreakerMaintenance`
    GuardBreaker(String host, HttpSettings.Breaker settings) {
        this.host = host;
        this.guard =
                Guard.create()
                        .withDescription(host)
                        .withCircuitBreaker()
                        .name(host)
                        .when(GuardBreaker::isTheHosts)
                        .requestVolumeThreshold(settings.calls())
                        .failureRatio(settings.failureRatio())
                        .delay(settings.openFor().toMillis(), ChronoUnit.MILLIS)
                        .onStateChange(this::changed)
                        .done()
                        .build();
    }

    @Override
    @SuppressWarnings("unchecked") // a guard answers what its supplier answers
    public <T> Uni<T> guard(Supplier<Uni<T>> attempt) {
        return Uni.createFrom()
                .deferred(() -> (Uni<T>) guard.get(attempt::get, Uni.class))
                .onFailure(CircuitBreakerOpenException.class)
                .transform(_ -> new BreakerOpenException(host));
    }

    private static boolean isTheHosts(Throwable failure) {
        return failure instanceof CalendlyFailure.Unavailable away && !away.isOfOneCall();
    }

    private void changed(CircuitBreakerState state) {
        LOG.infof(
                "calendly.breaker.changed host=%s state=%s",
                host, state.name().toLowerCase(Locale.ROOT));
    }
}
