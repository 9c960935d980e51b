package io.advicly.calendly.sandbox.http;

import io.advicly.calendly.sandbox.fault.Faults;
import io.advicly.calendly.sandbox.state.World;
import io.vertx.core.Vertx;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.handler.BodyHandler;
import java.util.List;
import java.util.function.Consumer;

/** Puts endpoints onto a router. */
public final class Mount {
    /** Far more than any client of Calendly sends. */
    private static final long BODY_LIMIT = 4 << 20;

    private final Router router;
    private final Observed observed;

    public Mount(Vertx vertx, World world, Faults faults, RequestLog log) {
        router = Router.router(vertx);
        observed = new Observed(vertx, world, faults, log);
        router.route().handler(BodyHandler.create(false).setBodyLimit(BODY_LIMIT));
    }

    /** Endpoints of the auth host or the API: logged, and open to faults. */
    public Mount observed(List<Endpoint> endpoints) {
        for (Endpoint endpoint : endpoints) {
            router.route(endpoint.method(), endpoint.path()).handler(observed.around(endpoint));
        }
        return this;
    }

    /** Endpoints that are the sandbox's own. */
    public Mount plain(List<Endpoint> endpoints) {
        for (Endpoint endpoint : endpoints) {
            router.route(endpoint.method(), endpoint.path())
                    .handler(context -> {
                        Call call = new Call(context);
                        Replies.send(call, Replies.to(call, endpoint.action()));
                    });
        }
        return this;
    }

    /** What cannot be answered from memory, and so is answered later. */
    public Mount later(Consumer<Router> handlers) {
        handlers.accept(router);
        return this;
    }

    /** What nobody serves gets the API's 404, logged like any other call. */
    public Router finish() {
        router.route()
                .handler(
                        observed.around(
                                Endpoint.get(
                                        "unknown",
                                        "/*",
                                        call -> {
                                            throw ApiError.notFound();
                                        })));
        return router;
    }
}
