package io.advicly.calendly.subscription;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import io.smallrye.config.WithName;
import java.util.List;

/// What subscriptions ask for.
@ConfigMapping(prefix = "calendly.webhook")
public interface SubscriptionSettings {

    /// The events to subscribe to. One that the grant's scopes do not cover fails the whole create.
    @WithName("events")
    @WithDefault("invitee.created,invitee.canceled,invitee_no_show.created,invitee_no_show.deleted")
    List<String> events();
}
