package io.advicly.calendly.webhook.intake;

import io.advicly.calendly.platform.problem.EarlyRefusal;
import io.advicly.calendly.subscription.keys.AdoptedKeys;
import io.advicly.calendly.webhook.signature.Authentication;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.util.Objects;

/// The way of a delivery from its request to its answer:
///
/// 1. the [SignatureFilter] lets it through, verified, or answers it;
/// 2. [DeliveryIntake] has the `Inbox` commit it, together with others that come at the same time;
/// 3. then it is answered 200, and 503 where it is not known to be stored: Calendly sends it again.
///
/// Plain routes, not JAX-RS: this is the one call whose cost decides how many deliveries a second
/// there can be (ADR 11). `META-INF/openapi.yaml` describes them.
@ApplicationScoped
class DeliveryRoute {

    static final String PATH = "/api/calendly/webhooks";

    /// After the filters that refuse by size, before what every other call goes through: signatures
    /// stand in for authentication here, and it takes a tenth of the work to find that out.
    private static final int ORDER = 1 - EarlyRefusal.PRIORITY;

    private final SignatureFilter filter;
    private final DeliveryIntake intake;
    private final DeliveryRefusals refusals;
    private final EarlyRefusal early;
    private final boolean tokenless;

    DeliveryRoute(
            SignatureFilter filter,
            DeliveryIntake intake,
            DeliveryRefusals refusals,
            EarlyRefusal early,
            AdoptedKeys adopted) {
        this.filter = filter;
        this.intake = intake;
        this.refusals = refusals;
        this.early = early;
        this.tokenless = adopted.areWanted();
    }

    void register(@Observes Router router) {
        router.route(PATH + "/:token").order(ORDER).handler(this::withToken);
        router.route(PATH).order(ORDER).handler(this::withoutToken);
    }

    private void withToken(RoutingContext routing) {
        DeliveryAnswer answer = DeliveryAnswer.to(routing.request());
        String urlToken = Objects.requireNonNull(routing.pathParam("token"));
        filter.withToken(answer, urlToken, verified -> intake.accept(verified, answer::given));
    }

    /// The address of hooks that an old backend made: switched off, nothing is there.
    ///
    /// Whoever sends here names no subscription, so a body is hashed once with every key that may
    /// have signed it. What is hashed altogether is bounded, of one and in a second, and the keys
    /// are in memory.
    private void withoutToken(RoutingContext routing) {
        HttpServerRequest request = routing.request();
        if (!tokenless) {
            early.refuse(request, refusals.refuse(new Authentication.UnknownToken()));
            return;
        }
        DeliveryAnswer answer = DeliveryAnswer.to(request);
        filter.withoutToken(answer, verified -> intake.accept(verified, answer::given));
    }
}
