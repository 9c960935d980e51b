package io.advicly.calendly.webhook;

import io.advicly.calendly.platform.EarlyRefusal;
import io.quarkus.vertx.http.runtime.filters.Filters;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.util.function.Consumer;

/// Refuses a delivery that declares itself too large before its body is read, and one that declares
/// nothing while it is.
@ApplicationScoped
class BodySizeLimit {

    private final long max;
    private final EarlyRefusal refusal;

    BodySizeLimit(WebhookSettings settings, EarlyRefusal refusal) {
        this.max = settings.maxBodySize().asLongValue();
        this.refusal = refusal;
    }

    void register(@Observes Filters filters) {
        // Its limit is the smaller one, so it is asked first.
        filters.register(this::check, EarlyRefusal.PRIORITY + 1);
    }

    private void check(RoutingContext context) {
        if (context.normalizedPath().startsWith(DeliveryRoute.PATH)
                && EarlyRefusal.declaredSize(context.request()) > max) {
            refuse(context.request());
        } else {
            context.next();
        }
    }

    /// Reads a body, unless it turns out to be too large: then that is answered.
    void read(HttpServerRequest request, Consumer<byte[]> whole) {
        Body body = new Body();
        request.exceptionHandler(gone -> {}); // whoever sent it has gone: nothing was promised
        request.handler(chunk -> {
            if (body.length() + chunk.length() > max) {
                refuse(request); // and what comes is dropped from now on
            } else {
                body.add(chunk);
            }
        });
        request.endHandler(end -> {
            if (!request.response().ended()) {
                whole.accept(body.bytes());
            }
        });
        request.resume();
    }

    /// What has come of a body. Most come in one piece, which is copied once.
    private static final class Body {

        private Buffer received = Buffer.buffer();
        private boolean ours = true;

        int length() {
            return received.length();
        }

        void add(Buffer chunk) {
            if (length() == 0) {
                received = chunk;
                ours = false;
            } else {
                received = (ours ? received : received.copy()).appendBuffer(chunk);
                ours = true;
            }
        }

        byte[] bytes() {
            return received.getBytes();
        }
    }

    private void refuse(HttpServerRequest request) {
        refusal.refuse(request, WebhookProblems.tooLarge(max));
    }
}
