package io.advicly.calendly.calendly.http.resilience;

import io.advicly.calendly.calendly.CalendlyFailure;
import io.advicly.calendly.calendly.settings.HttpSettings;
import io.advicly.calendly.platform.time.BackOff;
import java.time.Duration;
import java.util.Optional;
import java.util.function.DoubleSupplier;

/// Decides whether, and after what pause, a call that is safe to repeat is repeated. Pure.
final class RepeatPolicy {

    private final HttpSettings settings;
    private final DoubleSupplier random;

    /// @param random between 0 and 1, for the jitter
    RepeatPolicy(HttpSettings settings, DoubleSupplier random) {
        this.settings = settings;
        this.random = random;
    }

    /// The pause before the next attempt, empty when `failure` is final.
    ///
    /// @param repeated how often the call has been repeated already
    /// @param left what is left of the time for the whole call
    Optional<Duration> pause(CalendlyFailure failure, int repeated, Duration left) {
        return repeated >= settings.retries()
                ? Optional.empty()
                : pause(failure, repeated).filter(pause -> pause.compareTo(left) < 0);
    }

    private Optional<Duration> pause(CalendlyFailure failure, int repeated) {
        return switch (failure) {
            case CalendlyFailure.Unavailable _ -> Optional.of(backOff(repeated));
            case CalendlyFailure.RateLimited limited ->
                    Optional.of(limited.retryAfter())
                            .filter(wait -> wait.compareTo(settings.maxRateLimitWait()) <= 0);
            case CalendlyFailure.Unreadable _,
                    CalendlyFailure.GrantRejected _,
                    CalendlyFailure.NotRenewed _,
                    CalendlyFailure.Unauthenticated _,
                    CalendlyFailure.Forbidden _,
                    CalendlyFailure.NotFound _,
                    CalendlyFailure.AlreadyExists _,
                    CalendlyFailure.Rejected _ ->
                    Optional.empty();
        };
    }

    /// Doubles each time up to the longest pause; the upper half of it is random, so that replicas
    /// do not come back together.
    Duration backOff(int repeated) {
        long half =
                BackOff.doubling(settings.backOff(), settings.maxBackOff())
                                .after(repeated + 1)
                                .toMillis()
                        / 2;
        return Duration.ofMillis(half + Math.round(half * random.getAsDouble()));
    }
}
