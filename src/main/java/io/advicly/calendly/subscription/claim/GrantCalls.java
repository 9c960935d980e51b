package io.advicly.calendly.subscription.claim;

import io.advicly.calendly.calendly.Access;
import io.advicly.calendly.calendly.CalendlyFailure;
import io.advicly.calendly.connection.token.AccessTokens;
import io.advicly.calendly.platform.failure.TryAgain;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Function;

/// Calls with a connection's grant, and tells a grant that cannot be used now from a Calendly that
/// does not answer: the first is one connection's trouble, the second is everybody's.
@ApplicationScoped
public class GrantCalls {

    private final AccessTokens tokens;

    GrantCalls(AccessTokens tokens) {
        this.tokens = tokens;
    }

    /// Runs `work` as [AccessTokens#with] does, but not with a grant that was of no use to this run
    /// before.
    ///
    /// @return fails with [GrantAwayException] where there is no token for the moment
    public <T> Uni<T> with(Run run, UUID connection, Function<Access, Uni<T>> work) {
        return Uni.createFrom().deferred(() -> callUnlessUnusable(run, connection, work));
    }

    private <T> Uni<T> callUnlessUnusable(Run run, UUID connection, Function<Access, Uni<T>> work) {
        Throwable before = run.unusable(connection);
        return before == null ? called(run, connection, work) : Uni.createFrom().failure(before);
    }

    private <T> Uni<T> called(Run run, UUID connection, Function<Access, Uni<T>> work) {
        AtomicReference<Throwable> answer = new AtomicReference<>();
        return tokens.with(connection, access -> noted(access, work, answer, run))
                .invoke(() -> run.takes(connection))
                .onFailure(failure -> failure.equals(answer.get()))
                .invoke(failure -> answered(run, connection, failure))
                .onFailure(failure -> failure instanceof TryAgain && !failure.equals(answer.get()))
                .transform(failure -> run.away(connection, failure));
    }

    private static <T> Uni<T> noted(
            Access access,
            Function<Access, Uni<T>> work,
            AtomicReference<Throwable> answer,
            Run run) {
        return work.apply(access)
                .onFailure()
                .invoke(answer::set)
                .onTermination()
                .invoke(() -> run.requestIds().addAll(access.requestIds()));
    }

    /// Any answer tells that Calendly is there, and most that it takes the grant's tokens.
    private static void answered(Run run, UUID connection, Throwable failure) {
        switch (failure) {
            case CalendlyFailure.Unavailable _ -> {}
            case CalendlyFailure.RateLimited _, CalendlyFailure.Unauthenticated _ -> run.answered();
            case CalendlyFailure _ -> run.takes(connection);
            default -> {}
        }
    }
}
