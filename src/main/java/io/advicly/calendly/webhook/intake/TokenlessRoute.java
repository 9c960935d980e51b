package io.advicly.calendly.webhook.intake;

import io.advicly.calendly.platform.body.HeldBodies;
import io.advicly.calendly.platform.problem.EarlyRefusal;
import io.advicly.calendly.subscription.keys.AdoptedKeys;
import io.advicly.calendly.webhook.signature.Delivery;
import io.advicly.calendly.webhook.signature.DeliveryHeaders;
import io.advicly.calendly.webhook.signature.SignatureHeader;
import io.vertx.core.Context;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.web.Router;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.util.Objects;

/// The address without a token, for hooks that an old backend made: switched off, nothing is there.
///
/// Whoever sends here names no subscription, so a body is hashed once with every key that may have
/// signed it. What is hashed altogether is bounded, of one and in a second, and the keys are in
/// memory.
@ApplicationScoped
class TokenlessRoute {

    private final DeliveryRoute route;
    private final DeliveryReception reception;
    private final DeliveryBodies bodies;
    private final EarlyRefusal refusal;
    private final boolean on;

    TokenlessRoute(
            DeliveryRoute route,
            DeliveryReception reception,
            DeliveryBodies bodies,
            EarlyRefusal refusal,
            AdoptedKeys adopted) {
        this.route = route;
        this.reception = reception;
        this.bodies = bodies;
        this.refusal = refusal;
        this.on = adopted.areWanted();
    }

    void register(@Observes Router router) {
        router.route(DeliveryRoute.PATH)
                .order(DeliveryRoute.ORDER)
                .handler(routing -> {
                    HttpServerRequest request = routing.request();
                    if (!on) {
                        refusal.refuse(request, reception.noToken());
                    } else if (route.isPost(request)) {
                        route.signed(request, null, signature -> read(request, signature));
                    }
                });
    }

    private void read(HttpServerRequest request, SignatureHeader.Signed signature) {
        Context context = Objects.requireNonNull(Vertx.currentContext());
        bodies.read(
                request,
                HeldBodies.Door.WITHOUT_TOKEN,
                body ->
                        DeliveryRoute.answered(
                                request,
                                () ->
                                        reception.receiveTokenless(
                                                new Delivery(
                                                        signature,
                                                        body,
                                                        DeliveryHeaders.of(request, signature)),
                                                DeliveryRoute.answering(request, context))));
    }
}
