package io.advicly.calendly.subscription;

import io.advicly.calendly.calendly.Access;
import io.advicly.calendly.connection.AccessTokens;
import io.advicly.calendly.connection.ConsentNeededException;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.UUID;
import java.util.function.Function;

/// Calls with the grant of the connection that carries a subscription.
@ApplicationScoped
public class Carriers {

    private final Subscriptions rows;
    private final AccessTokens tokens;

    Carriers(Subscriptions rows, AccessTokens tokens) {
        this.rows = rows;
        this.tokens = tokens;
    }

    /// Runs `work` as [AccessTokens#with] does.
    ///
    /// @return fails with [ConsentNeededException] when nobody carries the subscription, or the
    ///   carrier has to consent again
    public <T> Uni<T> with(UUID subscriptionId, Function<Access, Uni<T>> work) {
        return rows.carrierOf(subscriptionId)
                .map(carrier ->
                        carrier.orElseThrow(() ->
                                new ConsentNeededException(
                                        "whoever carries subscription " + subscriptionId)))
                .chain(carrier -> tokens.with(carrier, work));
    }
}
