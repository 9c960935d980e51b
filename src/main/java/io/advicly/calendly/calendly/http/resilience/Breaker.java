package io.advicly.calendly.calendly.http.resilience;

import io.smallrye.mutiny.Uni;
import java.util.function.Supplier;

/// Stops calling a host that is down. An attempt that it stops fails with [BreakerOpenException].
interface Breaker {

    /// One attempt. It is not made while the host is considered down.
    <T> Uni<T> guard(Supplier<Uni<T>> attempt);
}
