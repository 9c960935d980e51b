package io.advicly.calendly.bench;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.advicly.calendly.testing.Surroundings;
import io.advicly.calendly.webhook.Signer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.concurrent.atomic.AtomicLong;

/// Sends deliveries one by one, where more has to be known of each than wrk tells.
final class Deliverer {

    private static final HttpClient CLIENT =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    /// Of the last one that anybody made: no two events are alike, whoever they are sent to.
    private static final AtomicLong NUMBER = new AtomicLong();

    private final Instant first =
            Instant.now().plus(2, ChronoUnit.DAYS).truncatedTo(ChronoUnit.DAYS);
    private final AtomicLong refused = new AtomicLong();
    private final Ground.Target target;
    private final String template;

    Deliverer(Ground.Target target, String template) {
        this.target = target;
        this.template = template;
    }

    /// @param start when its meeting starts: no two alike
    record Delivery(String eventUri, Instant start, String body) {}

    Delivery next() {
        long id = NUMBER.incrementAndGet();
        Instant start = first.plusSeconds(id);
        String body =
                template.replace(Bodies.ID, "V" + id)
                        .replaceAll("\"start_time\":\"[^\"]*\"", "\"start_time\":\"" + start + "\"")
                        .replaceAll(
                                "\"end_time\":\"[^\"]*\"",
                                "\"end_time\":\"" + start.plusSeconds(1800) + "\"");
        return new Delivery("https://api.calendly.com/scheduled_events/BENCHV" + id, start, body);
    }

    void send(Delivery delivery) {
        try {
            if (!accepts(Surroundings.service(""), delivery)) {
                refused.incrementAndGet();
            }
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    /// Sends to one of several replicas.
    ///
    /// @return whether it has acknowledged
    boolean accepts(URI replica, Delivery delivery) throws IOException {
        HttpRequest request =
                HttpRequest.newBuilder(URI.create(replica + target.path()))
                        .header("Content-Type", "application/json")
                        .header(
                                "Calendly-Webhook-Signature",
                                signature(delivery.body().getBytes(UTF_8)))
                        .POST(HttpRequest.BodyPublishers.ofString(delivery.body()))
                        .build();
        try {
            return CLIENT.send(request, HttpResponse.BodyHandlers.discarding()).statusCode() == 200;
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    long refused() {
        return refused.get();
    }

    String signature(byte[] body) {
        return Signer.header(target.key(), body, Instant.now());
    }
}
