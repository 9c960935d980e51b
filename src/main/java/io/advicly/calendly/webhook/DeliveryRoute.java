package io.advicly.calendly.webhook;

import io.advicly.calendly.platform.EarlyRefusal;
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
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/// Where Calendly delivers. Plain routes, not JAX-RS: this is the one call whose cost decides how
/// many deliveries a second there can be (ADR 11). `META-INF/openapi.yaml` describes them.
@ApplicationScoped
class DeliveryRoute {

    static final String PATH = "/api/calendly/webhooks";

    /// After the filters that refuse by size, before what every other call goes through: signatures
    /// stand in for authentication here, and it takes a tenth of the work to find that out.
    private static final int ORDER = 1 - EarlyRefusal.PRIORITY;

    private static final Logger LOG = Logger.getLogger(DeliveryRoute.class);

    private final DeliveryReception reception;
    private final BodySizeLimit limit;

    DeliveryRoute(DeliveryReception reception, BodySizeLimit limit) {
        this.reception = reception;
        this.limit = limit;
    }

    void register(@Observes Router router) {
        router.route(PATH).order(ORDER).handler(routing -> handle(routing, null));
        router.route(PATH + "/:token")
                .order(ORDER)
                .handler(routing -> handle(routing, routing.pathParam("token")));
    }

    /// @param urlToken null for hooks made by the old backend, whose URL has none
    private void handle(RoutingContext routing, @Nullable String urlToken) {
        HttpServerRequest request = routing.request();
        if (!request.method().equals(HttpMethod.POST)) {
            ProblemAnswer.to(request, WebhookProblems.onlyPost());
        } else if (!isJson(request.getHeader(HttpHeaders.CONTENT_TYPE))) {
            ProblemAnswer.to(request, WebhookProblems.notJson());
        } else {
            Context context = Objects.requireNonNull(Vertx.currentContext());
            limit.read(request, body -> receive(request, context, urlToken, body));
        }
    }

    private void receive(
            HttpServerRequest request, Context context, @Nullable String urlToken, byte[] body) {
        SignatureHeader header =
                SignatureHeader.parse(request.headers().getAll(SignatureHeader.NAME));
        try {
            reception.receive(
                    new Delivery(urlToken, header, body),
                    refusal -> context.runOnContext(ignored -> answer(request, refusal)));
        } catch (RuntimeException unexpected) {
            LOG.error("webhook.failed", unexpected);
            answer(request, WebhookProblems.notStored());
        }
    }

    private static void answer(HttpServerRequest request, @Nullable HttpProblem refusal) {
        if (request.response().ended() || request.response().closed()) {
            return; // whoever asked has gone
        }
        if (refusal == null) {
            request.response().end();
        } else {
            ProblemAnswer.to(request, refusal);
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
