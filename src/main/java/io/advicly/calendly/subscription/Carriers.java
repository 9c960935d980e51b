package io.advicly.calendly.subscription;

import io.advicly.calendly.connection.AccessTokens;
import io.advicly.calendly.connection.Refreshed;
import io.advicly.calendly.security.SecretString;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Optional;
import java.util.UUID;

/// The access token of the connection that carries a subscription.
@ApplicationScoped
public class Carriers {

    private final Subscriptions rows;
    private final AccessTokens tokens;

    Carriers(Subscriptions rows, AccessTokens tokens) {
        this.rows = rows;
        this.tokens = tokens;
    }

    /// @return empty when nobody carries the subscription, or the carrier has to consent again
    public Uni<Optional<SecretString>> accessToken(UUID subscriptionId) {
        return rows.carrierOf(subscriptionId)
                .chain(carrier ->
                        carrier.map(this::valid)
                                .orElseGet(() -> Uni.createFrom().item(Optional.empty())));
    }

    private Uni<Optional<SecretString>> valid(UUID connectionId) {
        return tokens.valid(connectionId)
                .map(refreshed ->
                        switch (refreshed) {
                            case Refreshed.Token token -> Optional.of(token.accessToken());
                            case Refreshed.ConsentNeeded _ -> Optional.empty();
                        });
    }
}
