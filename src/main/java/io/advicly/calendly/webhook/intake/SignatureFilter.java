package io.advicly.calendly.webhook.intake;

import io.advicly.calendly.platform.body.HeldBodies;
import io.advicly.calendly.platform.problem.EarlyRefusal;
import io.advicly.calendly.platform.problem.ProblemDocument;
import io.advicly.calendly.subscription.keys.SubscriptionKeys;
import io.advicly.calendly.subscription.keys.TokenLookUp;
import io.advicly.calendly.subscription.signing.SigningWatch;
import io.advicly.calendly.webhook.KeyKind;
import io.advicly.calendly.webhook.inbox.SignedDelivery;
import io.advicly.calendly.webhook.signature.Authentication;
import io.advicly.calendly.webhook.signature.Delivery;
import io.advicly.calendly.webhook.signature.DeliveryAuthenticator;
import io.advicly.calendly.webhook.signature.DeliveryHeaders;
import io.advicly.calendly.webhook.signature.RejectionReason;
import io.advicly.calendly.webhook.signature.SignatureHeader;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import jakarta.inject.Singleton;
import java.util.Locale;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// The signature-checking request filter: lets a delivery through that Calendly has signed, as a
/// [SignedDelivery], and answers every other request itself.
///
/// Each question costs more than the one before: the head, the token, the signature's form, the
/// body, its HMAC. Whoever fails one is asked no further. Callbacks instead of Mutiny pipelines, as
/// every delivery goes through here (ADR 11).
@Singleton
class SignatureFilter {

    private final DeliveryAuthenticator authenticator;
    private final DeliveryBodies bodies;
    private final SigningWatch watch;
    private final DeliveryRefusals refusals;
    private final EarlyRefusal early;

    SignatureFilter(
            DeliveryAuthenticator authenticator,
            DeliveryBodies bodies,
            SigningWatch watch,
            DeliveryRefusals refusals,
            EarlyRefusal early) {
        this.authenticator = authenticator;
        this.bodies = bodies;
        this.watch = watch;
        this.refusals = refusals;
        this.early = early;
    }

    /// For the address that names a subscription by its token.
    ///
    /// @param verified called once where Calendly has signed it, on the request's context
    void withToken(DeliveryAnswer answer, String urlToken, Consumer<SignedDelivery> verified) {
        new Passage(answer, verified).enter(urlToken);
    }

    /// For the address that names nobody: the keys of all adopted subscriptions are tried.
    ///
    /// @param verified called once where Calendly has signed it, on any thread
    void withoutToken(DeliveryAnswer answer, Consumer<SignedDelivery> verified) {
        new Passage(answer, verified).enter();
    }

    /// One request on its way through, from its head to its signature.
    private final class Passage {

        private final DeliveryAnswer answer;
        private final HttpServerRequest request;
        private final Consumer<SignedDelivery> verified;

        Passage(DeliveryAnswer answer, Consumer<SignedDelivery> verified) {
            this.answer = answer;
            this.request = answer.request();
            this.verified = verified;
        }

        void enter(String urlToken) {
            if (isDelivery()) {
                findKeys(urlToken);
            }
        }

        void enter() {
            SignatureHeader.@Nullable Signed signature = isDelivery() ? readSignature(null) : null;
            if (signature != null) {
                bodies.read(
                        request, HeldBodies.Door.WITHOUT_TOKEN, body -> tryKeys(signature, body));
            }
        }

        /// 1. By its head: JSON that is posted.
        private boolean isDelivery() {
            if (!request.method().equals(HttpMethod.POST)) {
                ProblemDocument.answer(request, WebhookProblems.onlyPost());
                return false;
            }
            if (!isJson(request.getHeader(HttpHeaders.CONTENT_TYPE))) {
                early.refuse(request, WebhookProblems.notJson());
                return false;
            }
            return true;
        }

        /// 2. The keys behind its token: mostly in memory.
        private void findKeys(String urlToken) {
            SubscriptionKeys keys = authenticator.remembered(urlToken);
            if (keys == null) {
                lookUpKeys(urlToken);
            } else {
                found(keys);
            }
        }

        private void lookUpKeys(String urlToken) {
            request.exceptionHandler(gone -> {}); // whoever asked has gone
            request.pause();
            authenticator
                    .lookUp(urlToken)
                    .subscribe()
                    .with(
                            lookUp -> answer.onItsContext(() -> lookedUp(lookUp)),
                            failure -> answer.onItsContext(() -> refuseEarly(failure)));
        }

        private void lookedUp(TokenLookUp lookUp) {
            switch (lookUp) {
                case TokenLookUp.Known(SubscriptionKeys keys) ->
                        answer.whateverGoesWrong(() -> found(keys));
                case TokenLookUp.Unknown _ ->
                        early.refuse(request, refusals.refuse(new Authentication.UnknownToken()));
                case TokenLookUp.Untold _ -> early.refuse(request, refusals.untold());
            }
        }

        private void refuseEarly(Throwable failure) {
            early.refuse(request, refusals.notVerified(failure));
        }

        private void found(SubscriptionKeys keys) {
            SignatureHeader.Signed signature = readSignature(keys);
            if (signature != null) {
                bodies.read(
                        request, HeldBodies.Door.WITH_TOKEN, body -> verify(keys, signature, body));
            }
        }

        /// 3. A header that can be a signature.
        ///
        /// @return null when it was refused
        private SignatureHeader.@Nullable Signed readSignature(@Nullable SubscriptionKeys keys) {
            return switch (SignatureHeader.parse(request.headers().getAll(SignatureHeader.NAME))) {
                case SignatureHeader.Signed signature -> signature;
                case SignatureHeader.Unusable(RejectionReason reason) -> {
                    early.refuse(request, refusals.unsigned(reason, keys));
                    yield null;
                }
            };
        }

        /// 4. The signature itself, over the bytes of its body.
        private void verify(SubscriptionKeys keys, SignatureHeader.Signed signature, byte[] body) {
            answer.whateverGoesWrong(() -> {
                Delivery delivery = delivery(signature, body);
                admit(authenticator.verify(keys, delivery), delivery);
            });
        }

        /// The same without a token, for which the database may be asked.
        private void tryKeys(SignatureHeader.Signed signature, byte[] body) {
            answer.whateverGoesWrong(() -> tryKeys(delivery(signature, body)));
        }

        private void tryKeys(Delivery delivery) {
            authenticator
                    .withoutToken(delivery)
                    .subscribe()
                    .with(
                            sender -> admit(sender, delivery),
                            failure -> answer.refused(refusals.notVerified(failure)));
        }

        private Delivery delivery(SignatureHeader.Signed signature, byte[] body) {
            return new Delivery(signature, body, DeliveryHeaders.of(request, signature));
        }

        /// 5. Only what is authentic goes on.
        private void admit(Authentication sender, Delivery delivery) {
            if (sender instanceof Authentication.Authentic authentic) {
                watch.verified(authentic.subscriptionId(), authentic.key() == KeyKind.APPLICATION);
                verified.accept(new SignedDelivery(authentic, delivery.body(), delivery.headers()));
            } else {
                answer.refused(refusals.refuse(sender));
            }
        }
    }

    /// One that says nothing is believed to be JSON: the body is looked at anyway.
    private static boolean isJson(@Nullable String contentType) {
        if (contentType == null) {
            return true;
        }
        int parameters = contentType.indexOf(';');
        String type = parameters < 0 ? contentType : contentType.substring(0, parameters);
        return type.strip().toLowerCase(Locale.ROOT).equals("application/json");
    }
}
