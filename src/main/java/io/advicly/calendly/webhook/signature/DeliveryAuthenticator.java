package io.advicly.calendly.webhook.signature;

import io.advicly.calendly.platform.chain.Patience;
import io.advicly.calendly.platform.chain.Unis;
import io.advicly.calendly.platform.work.TokenBucket;
import io.advicly.calendly.security.cipher.SecretString;
import io.advicly.calendly.subscription.keys.AdoptedKeys;
import io.advicly.calendly.subscription.keys.SigningKeys;
import io.advicly.calendly.subscription.keys.SubscriptionKeys;
import io.advicly.calendly.subscription.keys.TokenLookUp;
import io.advicly.calendly.webhook.KeyKind;
import io.advicly.calendly.webhook.WebhookSettings;
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
public class DeliveryAuthenticator {

    /// Bytes of a delivery without a token, once for each key.
    private static final int MOST_HASHED = 16 << 20;

    /// Of all of them in a second: some fifth of a processor, and 200 ordinary deliveries with as
    /// many keys as may be tried. Anybody may send there, and hashing keeps all others waiting.
    static final int HASHED_A_SECOND = 64 << 20;

    /// Calendly gives up after 15 s; by then it shall have its 503.
    private static final Duration PATIENCE = Duration.ofSeconds(5);

    private final SigningKeys signingKeys;
    private final AdoptedKeys adopted;
    private final CreatorsSubscription creators;
    private final List<SecretString> applicationKeys;
    private final Duration tolerance;
    private final Clock clock;
    private final TokenBucket hashing = new TokenBucket(HASHED_A_SECOND, System::nanoTime);

    DeliveryAuthenticator(
            SigningKeys signingKeys,
            AdoptedKeys adopted,
            CreatorsSubscription creators,
            WebhookSettings settings,
            Clock clock) {
        this.signingKeys = signingKeys;
        this.adopted = adopted;
        this.creators = creators;
        this.applicationKeys = settings.applicationKeys().orElse(List.of());
        this.tolerance = settings.tolerance();
        this.clock = clock;
    }

    /// The keys behind an URL token, when they are in memory.
    @Nullable
    public SubscriptionKeys remembered(String urlToken) {
        return signingKeys.remembered(urlToken);
    }

    /// Answers on any thread.
    public Uni<TokenLookUp> lookUp(String urlToken) {
        return signingKeys.byUrlToken(urlToken);
    }

    public Authentication verify(SubscriptionKeys subscription, Delivery delivery) {
        return switch (verdict(List.of(subscription), delivery)) {
            case Verdict.Accepted(int index, boolean late) ->
                    wellFormed(authentic(subscription, index, late), delivery);
            case Verdict.Rejected(RejectionReason reason) ->
                    new Authentication.Refused(reason, subscription.subscriptionId());
        };
    }

    private static Authentication wellFormed(Authentication found, Delivery delivery) {
        return found instanceof Authentication.Authentic && !JsonBody.isJson(delivery.body())
                ? new Authentication.NotJson()
                : found;
    }

    /// Tries every adopted subscription, but hashes no more than so many bytes: a large body is
    /// tried with the first ones alone, and none while too much has been hashed. Answers on any
    /// thread; a query is made only for what an application's key has signed.
    public Uni<Authentication> withoutToken(Delivery delivery) {
        return adopted.known()
                .map(candidates -> among(candidates, delivery))
                .orElseGet(() -> Uni.createFrom().failure(new KeysNotReadException()))
                .map(found -> wellFormed(found, delivery));
    }

    private Uni<Authentication> among(List<SubscriptionKeys> all, Delivery delivery) {
        int most = Math.max(1, MOST_HASHED / Math.max(1, delivery.body().length));
        List<SubscriptionKeys> candidates = all.subList(0, Math.min(most, all.size()));
        if (!hashing.take(toBeHashed(candidates, delivery))) {
            return Unis.item(new Authentication.Untried());
        }
        return switch (verdict(candidates, delivery)) {
            case Verdict.Accepted accepted ->
                    Patience.of(PATIENCE, attribute(candidates, accepted, delivery.body())).fail();
            case Verdict.Rejected(RejectionReason reason) ->
                    reason.isForWantOfAKey() && !adopted.areCurrent()
                            ? Uni.createFrom().failure(new KeysNotReadException())
                            : Unis.item(new Authentication.Refused(reason, null));
        };
    }

    private long toBeHashed(List<SubscriptionKeys> candidates, Delivery delivery) {
        int keys =
                applicationKeys.size()
                        + candidates.stream().mapToInt(candidate -> candidate.keys().size()).sum();
        return Math.min((long) keys * delivery.body().length, HASHED_A_SECOND);
    }

    /// The keys that a delivery may be verified with are not known yet, or not any more.
    private static final class KeysNotReadException extends RuntimeException {

        private static final long serialVersionUID = 1L;

        KeysNotReadException() {
            super("the keys of adopted subscriptions have not been read", null, false, false);
        }
    }

    /// @param accepted with the index among the keys of all candidates, one after the other, then
    ///   the application's
    private Uni<Authentication> attribute(
            List<SubscriptionKeys> candidates, Verdict.Accepted accepted, byte[] body) {
        int index = accepted.keyIndex();
        for (SubscriptionKeys candidate : candidates) {
            if (index < candidate.keys().size()) {
                return Unis.item(authentic(candidate, index, accepted.late()));
            }
            index -= candidate.keys().size();
        }
        return byCreator(body, accepted.late());
    }

    private Uni<Authentication> byCreator(byte[] body, boolean late) {
        if (!JsonBody.isJson(body)) {
            return Unis.item(new Authentication.NotJson());
        }
        Authentication nobody = new Authentication.Refused(RejectionReason.UNATTRIBUTABLE, null);
        return JsonBody.createdBy(body)
                .map(creator ->
                        creators.find(creator, late)
                                .map(found -> found.<Authentication>map(one -> one).orElse(nobody)))
                .orElseGet(() -> Unis.item(nobody));
    }

    private Verdict verdict(List<SubscriptionKeys> candidates, Delivery delivery) {
        List<SecretString> keys = new ArrayList<>();
        candidates.forEach(candidate -> keys.addAll(candidate.keys()));
        keys.addAll(applicationKeys);
        return SignatureVerifier.verify(
                delivery.signature(), delivery.body(), keys, clock.instant(), tolerance);
    }

    private static Authentication authentic(
            SubscriptionKeys subscription, int keyIndex, boolean late) {
        return new Authentication.Authentic(
                subscription.subscriptionId(),
                subscription.organizationUri(),
                KeyKind.of(keyIndex, subscription.keys().size()),
                late);
    }
}
