package io.advicly.calendly.sandbox.delivery;

import io.advicly.calendly.sandbox.state.World;
import io.advicly.calendly.sandbox.state.setting.Switch;
import io.advicly.calendly.sandbox.state.subscription.Attempt;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpClientRequest;
import io.vertx.core.http.HttpClientResponse;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.RequestOptions;
import java.time.Instant;

/** One POST. Redirects are not followed: for Calendly a 3xx is a failure (DOC-wh-err). */
final class Sender {
    private static final int CONNECTIONS_PER_RECEIVER = 64;

    private final World world;
    private final HttpClient client;

    Sender(Vertx vertx, World world) {
        this.world = world;
        this.client =
                vertx.createHttpClient(
                        new HttpClientOptions().setMaxPoolSize(CONNECTIONS_PER_RECEIVER));
    }

    /** Never fails: what went wrong is in the attempt. */
    Future<Attempt> post(String url, String body, String signature, long timestamp) {
        Instant at = world.now();
        long started = System.nanoTime();
        return request(url)
                .compose(request -> send(request, body, signature))
                .compose(response -> response.body().map(ignored -> response.statusCode()))
                .map(status -> new Attempt(at, timestamp, status, null, millisSince(started)))
                .otherwise(failure ->
                        new Attempt(at, timestamp, null, failure.toString(), millisSince(started)));
    }

    private Future<HttpClientRequest> request(String url) {
        try {
            return client.request(
                    new RequestOptions()
                            .setMethod(HttpMethod.POST)
                            .setAbsoluteURI(url)
                            .setConnectTimeout(
                                    world.switches().number(Switch.DELIVERY_CONNECT_TIMEOUT_MS))
                            .setIdleTimeout(
                                    world.switches().number(Switch.DELIVERY_READ_TIMEOUT_MS)));
        } catch (RuntimeException unusableUrl) {
            return Future.failedFuture(unusableUrl);
        }
    }

    private static Future<HttpClientResponse> send(
            HttpClientRequest request, String body, String signature) {
        return request.putHeader("Content-Type", "application/json")
                .putHeader("Calendly-Webhook-Signature", signature)
                .send(Buffer.buffer(body));
    }

    private static long millisSince(long started) {
        return (System.nanoTime() - started) / 1_000_000;
    }
}
