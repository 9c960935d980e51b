package io.advicly.calendly.webhook;

import io.advicly.calendly.security.SecretString;
import io.advicly.calendly.subscription.SigningKeys;
import io.advicly.calendly.subscription.SubscriptionKeys;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// Finds the subscription that a delivery belongs to and verifies the signature with its keys, then
/// with the application's. Fails when the keys cannot be looked up.
@ApplicationScoped
class DeliveryAuthenticator {

    /// Calendly gives up after 15 s; by then it shall have its 503.
    private static final Duration PATIENCE = Duration.ofSeconds(5);

    private final SigningKeys signingKeys;
    private final CreatorsSubscription creators;
    private final WebhookSettings settings;
    private final Clock clock;

    DeliveryAuthenticator(
            SigningKeys signingKeys,
            CreatorsSubscription creators,
            WebhookSettings settings,
            Clock clock) {
        this.signingKeys = signingKeys;
        this.creators = creators;
        this.settings = settings;
        this.clock = clock;
    }

    /// @param urlToken null for hooks made by the old backend, whose URL has none
    Uni<Authentication> authenticate(
            @Nullable String urlToken, SignatureHeader header, byte[] body) {
        Uni<Authentication> sender =
                urlToken == null
                        ? withoutToken(header, body).ifNoItem().after(PATIENCE).fail()
                        : withToken(urlToken, header, body);
        return sender.map(found ->
                found instanceof Authentication.Authentic && !JsonBody.isJson(body)
                        ? new Authentication.NotJson()
                        : found);
    }

    private Uni<Authentication> withToken(String urlToken, SignatureHeader header, byte[] body) {
        return signingKeys
                .byUrlToken(urlToken)
                .map(found ->
                        found.map(subscription -> verify(subscription, header, body))
                                .orElseGet(Authentication.UnknownToken::new));
    }

    private Authentication verify(
            SubscriptionKeys subscription, SignatureHeader header, byte[] body) {
        return switch (verdict(List.of(subscription), header, body)) {
            case Verdict.Accepted(int index) -> authentic(subscription, index);
            case Verdict.Rejected(RejectionReason reason) ->
                    new Authentication.Refused(reason, subscription.subscriptionId());
        };
    }

    private Uni<Authentication> withoutToken(SignatureHeader header, byte[] body) {
        if (header instanceof SignatureHeader.Unusable(RejectionReason reason)) {
            return Uni.createFrom().item(new Authentication.Refused(reason, null));
        }
        return signingKeys
                .candidates(settings.tokenlessCandidates())
                .chain(candidates ->
                        switch (verdict(candidates, header, body)) {
                            case Verdict.Accepted(int index) -> attribute(candidates, index, body);
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

    private Verdict verdict(
            List<SubscriptionKeys> candidates, SignatureHeader header, byte[] body) {
        List<SecretString> keys =
                Stream.concat(
                                candidates.stream().flatMap(one -> one.keys().stream()),
                                settings.applicationKeys().orElse(List.of()).stream())
                        .toList();
        return SignatureVerifier.verify(header, body, keys, clock.instant(), settings.tolerance());
    }

    private static Authentication authentic(SubscriptionKeys subscription, int keyIndex) {
        return new Authentication.Authentic(
                subscription.subscriptionId(),
                subscription.organizationUri(),
                KeyKind.of(keyIndex, subscription.keys().size()));
    }
}
