package io.advicly.calendly.platform.database;

import io.smallrye.common.vertx.VertxContext;
import io.vertx.core.Context;
import io.vertx.core.Vertx;
import jakarta.ws.rs.container.ContainerRequestContext;
import org.jboss.resteasy.reactive.server.ServerRequestFilter;

/// Somebody waits for what a request asks of the database: each of its statements has less time
/// than one of a job.
public class RequestLimit {

    private final DatabaseSettings settings;

    RequestLimit(DatabaseSettings settings) {
        this.settings = settings;
    }

    @ServerRequestFilter(preMatching = true)
    public void begin(ContainerRequestContext request) {
        Context context = Vertx.currentContext();
        if (context != null && VertxContext.isDuplicatedContext(context)) {
            StatementLimit.set(context, settings.requestLimit());
        }
    }
}
