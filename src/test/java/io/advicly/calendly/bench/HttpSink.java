package io.advicly.calendly.bench;

import io.vertx.core.AbstractVerticle;
import io.vertx.core.DeploymentOptions;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServerOptions;

/// A bare HTTP server in a process of its own: reads the body, answers 200, does nothing else. What
/// the machine and the load generator can do at best.
public final class HttpSink extends AbstractVerticle {

    public static void main(String[] args) {
        var _ =
                Vertx.vertx()
                        .deployVerticle(
                                HttpSink::new,
                                new DeploymentOptions()
                                        .setInstances(Runtime.getRuntime().availableProcessors())
                                        .setConfig(
                                                new io.vertx.core.json.JsonObject()
                                                        .put("port", Integer.parseInt(args[0]))));
    }

    @Override
    public void start() {
        var _ =
                vertx.createHttpServer(new HttpServerOptions())
                        .requestHandler(request ->
                                request.bodyHandler(body -> {
                                    var _ = request.response().end();
                                }))
                        .listen(config().getInteger("port"), "localhost");
    }
}
