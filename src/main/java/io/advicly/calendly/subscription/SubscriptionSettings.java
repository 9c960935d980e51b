package io.advicly.calendly.subscription;

import io.advicly.calendly.security.cipher.SecretString;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import io.smallrye.config.WithName;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/// What subscriptions ask for.
@ConfigMapping(prefix = "calendly.webhook")
public interface SubscriptionSettings {

    /// The events to subscribe to. One that the grant's scopes do not cover fails the whole create.
    @WithName("events")
    @WithDefault("invitee.created,invitee.canceled,invitee_no_show.created,invitee_no_show.deleted")
    List<String> events();

    /// Signing keys of the OAuth application; here for whether there is one.
    Optional<List<SecretString>> applicationKeys();

    Retention retention();

    /// For how long what is gone is kept.
    interface Retention {

        /// As for dead deliveries.
        @WithDefault("90d")
        Duration dead();
    }

    /// Whether deliveries are taken in whose URL has no token: those of adopted subscriptions,
    /// which hooks of an old backend make.
    @WithDefault("false")
    boolean tokenless();

    /// How many adopted subscriptions such a delivery is tried against.
    @WithDefault("100")
    @Min(1)
    @Max(1000)
    int tokenlessCandidates();
}
