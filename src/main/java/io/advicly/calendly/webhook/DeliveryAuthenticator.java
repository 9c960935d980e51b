package io.advicly.calendly.webhook;

import io.advicly.calendly.security.SecretString;
import io.advicly.calendly.subscription.SigningKeys;
import io.advicly.calendly.subscription.SubscriptionKeys;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Finds the subscription that a delivery belongs to and verifies the signature with its keys, then
/// with the application's. Fails when the keys cannot be looked up.
@Singleton
class DeliveryAuthenticator {

    /// Calendly gives up after 15 s; by then it shall have its 503.
    private static final Duration PATIENCE = Duration.ofSeconds(5);

    private final SigningKeys signingKeys;
    private final CreatorsSubscription creators;
    private final List<SecretString> applicationKeys;
    private final Duration tolerance;
    private final int tokenlessCandidates;
    private final Clock clock;

    DeliveryAuthenticator(
            SigningKeys signingKeys,
            CreatorsSubscription creators,
            WebhookSettings settings,
            Clock clock) {
        this.signingKeys = signingKeys;
        this.creators = creators;
        this.applicationKeys = settings.applicationKeys().orElse(List.of());
        this.tolerance = settings.tolerance();
        this.tokenlessCandidates = settings.tokenlessCandidates();
        this.clock = clock;
    }

    /// What [#authenticate] would answer, at once; null when the keys have to be looked up.
    @Nullable Authentication fromMemory(Delivery delivery) {
        String urlToken = delivery.urlToken();
        if (urlToken == null) {
            return null;
        }
        SubscriptionKeys keys = signingKeys.remembered(urlToken);
        return keys == null ? null : wellFormed(verify(keys, delivery), delivery);
    }

    /// Answers on any thread.
    Uni<Authentication> authenticate(Delivery delivery) {
        String urlToken = delivery.urlToken();
        Uni<Authentication> sender =
                urlToken == null
                        ? withoutToken(delivery).ifNoItem().after(PATIENCE).fail()
                        : withToken(urlToken, delivery);
        return sender.map(found -> wellFormed(found, delivery));
    }

    private static Authentication wellFormed(Authentication found, Delivery delivery) {
        return found instanceof Authentication.Authentic && !JsonBody.isJson(delivery.body())
                ? new Authentication.NotJson()
                : found;
    }

    private Uni<Authentication> withToken(String urlToken, Delivery delivery) {
        return signingKeys
                .byUrlToken(urlToken)
                .map(found ->
                        found.map(subscription -> verify(subscription, delivery))
                                .orElseGet(Authentication.UnknownToken::new));
    }

    private Authentication verify(SubscriptionKeys subscription, Delivery delivery) {
        return switch (verdict(List.of(subscription), delivery)) {
            case Verdict.Accepted(int index) -> authentic(subscription, index);
            case Verdict.Rejected(RejectionReason reason) ->
                    new Authentication.Refused(reason, subscription.subscriptionId());
        };
    }

    private Uni<Authentication> withoutToken(Delivery delivery) {
        if (delivery.signature() instanceof SignatureHeader.Unusable(RejectionReason reason)) {
            return Uni.createFrom().item(new Authentication.Refused(reason, null));
        }
        return signingKeys
                .candidates(tokenlessCandidates)
                .chain(candidates ->
                        switch (verdict(candidates, delivery)) {
                            case Verdict.Accepted(int index) ->
                                    attribute(candidates, index, delivery.body());
                            case Verdict.Rejected(RejectionReason reason) ->
                                    Uni.createFrom().item(new Authentication.Refused(reason, null));
                        });
    }

    /// @param keyIndex in the keys of all candidates, one after the other, then the application's
    private Uni<Authentication> attribute(
            List<SubscriptionKeys> candidates, int keyIndex, byte[] body) {
        int index = keyIndex;
        for (SubscriptionKeys candidate : candidates) {
            if (index < candidate.keys().size()) {
                return Uni.createFrom().item(authentic(candidate, index));
            }
            index -= candidate.keys().size();
        }
        return byCreator(body);
    }

    private Uni<Authentication> byCreator(byte[] body) {
        if (!JsonBody.isJson(body)) {
            return Uni.createFrom().item(new Authentication.NotJson());
        }
        Authentication nobody = new Authentication.Refused(RejectionReason.UNATTRIBUTABLE, null);
        return JsonBody.createdBy(body)
                .map(creator ->
                        creators.of(creator)
                                .map(found -> found.<Authentication>map(one -> one).orElse(nobody)))
                .orElseGet(() -> Uni.createFrom().item(nobody));
    }

    private Verdict verdict(List<SubscriptionKeys> candidates, Delivery delivery) {
        List<SecretString> keys = new ArrayList<>();
        candidates.forEach(candidate -> keys.addAll(candidate.keys()));
        keys.addAll(applicationKeys);
        return SignatureVerifier.verify(
                delivery.signature(), delivery.body(), keys, clock.instant(), tolerance);
    }

    private static Authentication authentic(SubscriptionKeys subscription, int keyIndex) {
        return new Authentication.Authentic(
                subscription.subscriptionId(),
                subscription.organizationUri(),
                KeyKind.of(keyIndex, subscription.keys().size()));
    }
}
