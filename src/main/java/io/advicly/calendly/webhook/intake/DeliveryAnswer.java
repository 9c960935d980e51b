package io.advicly.calendly.webhook.intake;

import io.advicly.calendly.platform.log.RecurringLog;
import io.advicly.calendly.platform.problem.ProblemDocument;
import io.quarkiverse.resteasy.problem.HttpProblem;
import io.vertx.core.Context;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServerRequest;
import java.util.Objects;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/// What one delivery is answered, on the request's own context, whichever thread knows what.
final class DeliveryAnswer {

    private static final RecurringLog RECURRING =
            new RecurringLog(Logger.getLogger(DeliveryAnswer.class));

    private final HttpServerRequest request;
    private final Context context;

    private DeliveryAnswer(HttpServerRequest request, Context context) {
        this.request = request;
        this.context = context;
    }

    /// To be called on the request's context.
    static DeliveryAnswer to(HttpServerRequest request) {
        return new DeliveryAnswer(request, Objects.requireNonNull(Vertx.currentContext()));
    }

    HttpServerRequest request() {
        return request;
    }

    void refused(HttpProblem problem) {
        given(problem);
    }

    /// @param refusal null when the delivery is stored
    void given(@Nullable HttpProblem refusal) {
        onItsContext(() -> write(refusal));
    }

    void onItsContext(Runnable work) {
        context.runOnContext(ignored -> work.run());
    }

    /// Whoever asks is answered, whatever goes wrong: out here no router would do so.
    void whateverGoesWrong(Runnable work) {
        try {
            work.run();
        } catch (RuntimeException unexpected) {
            RECURRING.error("receive", unexpected, () -> "webhook.failed");
            write(WebhookProblems.notStored());
        }
    }

    private void write(@Nullable HttpProblem refusal) {
        if (request.response().ended() || request.response().closed()) {
            return; // whoever asked has gone
        }
        if (refusal == null) {
            request.response().end();
        } else {
            ProblemDocument.answer(request, refusal);
        }
    }
}
