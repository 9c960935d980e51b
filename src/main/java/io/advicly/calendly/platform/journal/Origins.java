package io.advicly.calendly.platform.journal;

import io.quarkus.arc.Arc;
import io.quarkus.vertx.http.runtime.CurrentVertxRequest;
import io.vertx.core.net.SocketAddress;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;

/// Knows from where the request comes that is being answered.
@ApplicationScoped
class Origins {

    private final CurrentVertxRequest request;

    Origins(CurrentVertxRequest request) {
        this.request = request;
    }

    /// [Origin#NONE] for work that nobody asked for just now, such as the sweep's.
    Origin current() {
        RoutingContext current =
                Arc.container().requestContext().isActive() ? request.getCurrent() : null;
        if (current == null) {
            return Origin.NONE;
        }
        SocketAddress peer = current.request().remoteAddress();
        return Origin.of(
                peer == null ? null : peer.hostAddress(),
                current.request().getHeader("User-Agent"));
    }
}
