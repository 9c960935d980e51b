package io.advicly.calendly.webhook;

import io.advicly.calendly.calendly.Account;
import io.advicly.calendly.calendly.AuthorizationRequest;
import io.advicly.calendly.calendly.Calendly;
import io.advicly.calendly.calendly.CodeExchange;
import io.advicly.calendly.calendly.EventPage;
import io.advicly.calendly.calendly.EventQuery;
import io.advicly.calendly.calendly.Grant;
import io.advicly.calendly.calendly.Invitee;
import io.advicly.calendly.calendly.NewSubscription;
import io.advicly.calendly.calendly.ScheduledEvent;
import io.advicly.calendly.calendly.SubscriptionOwner;
import io.advicly.calendly.calendly.WebhookSubscription;
import io.advicly.calendly.security.SecretString;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Alternative;
import java.net.URI;
import org.jspecify.annotations.Nullable;

/// Taking deliveries in needs no call to Calendly: every one fails the test that makes it.
@Alternative
@ApplicationScoped
class NoCalendly implements Calendly {

    @Override
    public URI authorizeUrl(AuthorizationRequest request) {
        throw new AssertionError("called Calendly");
    }

    @Override
    public Uni<Grant> exchangeCode(CodeExchange exchange) {
        throw new AssertionError("called Calendly");
    }

    @Override
    public Uni<Grant> refresh(SecretString refreshToken) {
        throw new AssertionError("called Calendly");
    }

    @Override
    public Uni<Void> revoke(SecretString token) {
        throw new AssertionError("called Calendly");
    }

    @Override
    public Uni<Account> account(SecretString accessToken) {
        throw new AssertionError("called Calendly");
    }

    @Override
    public Multi<WebhookSubscription> subscriptions(
            SecretString accessToken, SubscriptionOwner owner) {
        throw new AssertionError("called Calendly");
    }

    @Override
    public Uni<WebhookSubscription> createSubscription(
            SecretString accessToken, NewSubscription subscription) {
        throw new AssertionError("called Calendly");
    }

    @Override
    public Uni<WebhookSubscription> subscription(SecretString accessToken, String uri) {
        throw new AssertionError("called Calendly");
    }

    @Override
    public Uni<Void> deleteSubscription(SecretString accessToken, String uri) {
        throw new AssertionError("called Calendly");
    }

    @Override
    public Uni<EventPage> scheduledEvents(
            SecretString accessToken, EventQuery query, @Nullable String pageToken) {
        throw new AssertionError("called Calendly");
    }

    @Override
    public Uni<ScheduledEvent> scheduledEvent(SecretString accessToken, String eventUri) {
        throw new AssertionError("called Calendly");
    }

    @Override
    public Multi<Invitee> invitees(SecretString accessToken, String eventUri) {
        throw new AssertionError("called Calendly");
    }
}
