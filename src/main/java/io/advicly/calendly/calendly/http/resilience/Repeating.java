package io.advicly.calendly.calendly.http.resilience;

import io.advicly.calendly.calendly.CalendlyFailure;
import io.advicly.calendly.platform.chain.CallersContext;
import io.smallrye.mutiny.Uni;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.function.Supplier;

/// Repeats a call as [RepeatPolicy] says, within the time that the whole call may take.
final class Repeating {

    private final RepeatPolicy policy;
    private final Duration callTimeout;
    private final Clock clock;

    Repeating(RepeatPolicy policy, Duration callTimeout, Clock clock) {
        this.policy = policy;
        this.callTimeout = callTimeout;
        this.clock = clock;
    }

    <T> Uni<T> call(Supplier<Uni<T>> call) {
        return Uni.createFrom()
                .deferred(() -> new Run<>(call, clock.instant().plus(callTimeout)).attempt(0));
    }

    /// One call with its repetitions.
    private final class Run<T> {

        private final Supplier<Uni<T>> call;
        private final Instant deadline;

        Run(Supplier<Uni<T>> call, Instant deadline) {
            this.call = call;
            this.deadline = deadline;
        }

        Uni<T> attempt(int repeated) {
            return call.get()
                    .onFailure(CalendlyFailure.class)
                    .recoverWithUni(failure -> next((CalendlyFailure) failure, repeated));
        }

        private Uni<T> next(CalendlyFailure failure, int repeated) {
            return policy.pause(failure, repeated, left())
                    .map(pause -> CallersContext.pause(pause).chain(() -> again(failure, repeated)))
                    .orElseGet(() -> Uni.createFrom().failure(failure));
        }

        /// The first attempt is limited by the adapter; a later one has only the rest of the time,
        /// where that is as long as a timer can be set to.
        private Uni<T> again(CalendlyFailure before, int repeated) {
            Duration left = left();
            return left.toMillis() > 0
                    ? attempt(repeated + 1)
                            .ifNoItem()
                            .after(left)
                            .recoverWithUni(Uni.createFrom().failure(before))
                    : Uni.createFrom().failure(before);
        }

        private Duration left() {
            return Duration.between(clock.instant(), deadline);
        }
    }
}
