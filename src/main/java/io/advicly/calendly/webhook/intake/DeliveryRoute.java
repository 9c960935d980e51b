package io.advicly.calendly.webhook.intake;

import io.advicly.calendly.platform.body.HeldBodies;
import io.advicly.calendly.platform.log.RecurringLog;
import io.advicly.calendly.platform.problem.EarlyRefusal;
import io.advicly.calendly.platform.problem.ProblemDocument;
import io.advicly.calendly.subscription.keys.SubscriptionKeys;
import io.advicly.calendly.webhook.signature.Delivery;
import io.advicly.calendly.webhook.signature.DeliveryHeaders;
import io.advicly.calendly.webhook.signature.RejectionReason;
import io.advicly.calendly.webhook.signature.SignatureHeader;
import io.quarkiverse.resteasy.problem.HttpProblem;
import io.vertx.core.Context;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.util.Locale;
import java.util.Objects;
import java.util.function.Consumer;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/// Where Calendly delivers. Plain routes, not JAX-RS: this is the one call whose cost decides how
/// many deliveries a second there can be (ADR 11). `META-INF/openapi.yaml` describes them.
@ApplicationScoped
class DeliveryRoute {

    static final String PATH = "/api/calendly/webhooks";

    /// After the filters that refuse by size, before what every other call goes through: signatures
    /// stand in for authentication here, and it takes a tenth of the work to find that out.
    static final int ORDER = 1 - EarlyRefusal.PRIORITY;

    private static final RecurringLog RECURRING =
            new RecurringLog(Logger.getLogger(DeliveryRoute.class));

    private final DeliveryReception reception;
    private final DeliveryBodies bodies;
    private final EarlyRefusal refusal;

    DeliveryRoute(DeliveryReception reception, DeliveryBodies bodies, EarlyRefusal refusal) {
        this.reception = reception;
        this.bodies = bodies;
        this.refusal = refusal;
    }

    void register(@Observes Router router) {
        router.route(PATH + "/:token").order(ORDER).handler(this::handle);
    }

    private void handle(RoutingContext routing) {
        HttpServerRequest request = routing.request();
        if (isPost(request)) {
            find(request, Objects.requireNonNull(routing.pathParam("token")));
        }
    }

    /// Refuses, by its head, what can be no delivery.
    boolean isPost(HttpServerRequest request) {
        if (!request.method().equals(HttpMethod.POST)) {
            ProblemDocument.answer(request, WebhookProblems.onlyPost());
            return false;
        }
        if (!isJson(request.getHeader(HttpHeaders.CONTENT_TYPE))) {
            refusal.refuse(request, WebhookProblems.notJson());
            return false;
        }
        return true;
    }

    /// Whoever has no token of ours is refused before the body is read.
    private void find(HttpServerRequest request, String urlToken) {
        SubscriptionKeys keys = reception.remembered(urlToken);
        if (keys != null) {
            signed(request, keys, signature -> read(request, keys, signature));
            return;
        }
        Context context = Objects.requireNonNull(Vertx.currentContext());
        request.exceptionHandler(gone -> {}); // whoever asked has gone
        request.pause();
        reception.lookUp(
                urlToken,
                found ->
                        context.runOnContext(ignored ->
                                answered(
                                        request,
                                        () ->
                                                signed(
                                                        request,
                                                        found,
                                                        signature ->
                                                                read(request, found, signature)))),
                problem -> context.runOnContext(ignored -> refusal.refuse(request, problem)));
    }

    /// Whoever sends nothing that can be a signature is refused too.
    void signed(
            HttpServerRequest request,
            @Nullable SubscriptionKeys keys,
            Consumer<SignatureHeader.Signed> goOn) {
        switch (SignatureHeader.parse(request.headers().getAll(SignatureHeader.NAME))) {
            case SignatureHeader.Unusable(RejectionReason reason) ->
                    refusal.refuse(request, reception.unsigned(reason, keys));
            case SignatureHeader.Signed signature -> goOn.accept(signature);
        }
    }

    private void read(
            HttpServerRequest request, SubscriptionKeys keys, SignatureHeader.Signed signature) {
        Context context = Objects.requireNonNull(Vertx.currentContext());
        bodies.read(
                request,
                HeldBodies.Door.WITH_TOKEN,
                body ->
                        answered(
                                request,
                                () ->
                                        reception.receive(
                                                keys,
                                                new Delivery(
                                                        signature,
                                                        body,
                                                        DeliveryHeaders.of(request, signature)),
                                                answering(request, context))));
    }

    /// Whoever asks is answered, whatever goes wrong: out here no router would do so.
    static void answered(HttpServerRequest request, Runnable work) {
        try {
            work.run();
        } catch (RuntimeException unexpected) {
            RECURRING.error("receive", unexpected, () -> "webhook.failed");
            answer(request, WebhookProblems.notStored());
        }
    }

    /// Answers on the request's own context, whichever thread knows what.
    static Consumer<@Nullable HttpProblem> answering(HttpServerRequest request, Context context) {
        return refusal -> context.runOnContext(ignored -> answer(request, refusal));
    }

    private static void answer(HttpServerRequest request, @Nullable HttpProblem refusal) {
        if (request.response().ended() || request.response().closed()) {
            return; // whoever asked has gone
        }
        if (refusal == null) {
            request.response().end();
        } else {
            ProblemDocument.answer(request, refusal);
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
