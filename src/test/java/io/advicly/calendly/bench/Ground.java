package io.advicly.calendly.bench;

import com.fasterxml.jackson.databind.JsonNode;
import io.advicly.calendly.sandbox.Sandbox;
import io.advicly.calendly.sandbox.SandboxOptions;
import io.advicly.calendly.testing.Calendar;
import io.advicly.calendly.testing.Http;
import io.advicly.calendly.testing.Person;
import io.advicly.calendly.testing.ServiceResource;
import io.advicly.calendly.testing.Surroundings;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.ServerSocket;
import java.net.URI;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.LockSupport;

/// What every measurement stands on: PostgreSQL, the sandbox in place of Calendly, and services on
/// request.
final class Ground implements AutoCloseable {

    private final Postgres postgres = Postgres.start();
    private final int port = freePort();
    private final Sandbox sandbox;

    Ground() {
        String service = "http://localhost:" + port;
        sandbox =
                Sandbox.start(
                        SandboxOptions.defaults()
                                .withAnyPort()
                                .withRedirectUri(service + "/api/calendly/oauth/callback")
                                .withSwitch("token_limit_per_minute", 0)
                                .withSwitch("rate_limit_paid", 0)
                                .withSwitch("rate_limit_free", 0));
        Surroundings.publish(service, sandbox.baseUrl(), postgres.jdbcUrl());
    }

    Postgres postgres() {
        return postgres;
    }

    Service start(Launch launch, Map<String, String> more) {
        return start(launch, port, more);
    }

    /// Another one on the same database, at a port of its own.
    Service startReplica(Launch launch, int replicaPort) {
        return start(launch, replicaPort, Map.of());
    }

    private Service start(Launch launch, int at, Map<String, String> more) {
        Map<String, String> all = new HashMap<>(ServiceResource.required());
        all.putAll(postgres.configuration());
        all.put("quarkus.flyway.migrate-at-start", "true");
        all.put("quarkus.http.port", String.valueOf(at));
        all.put("quarkus.management.port", String.valueOf(freePort()));
        all.put("quarkus.oidc.auth-server-url", sandbox.baseUrl() + "/_login");
        all.put("calendly.public-url", Surroundings.service("").toString());
        all.put("calendly.auth-url", sandbox.baseUrl());
        all.put("calendly.api-url", sandbox.baseUrl());
        all.putAll(more);
        List<String> configuration = new ArrayList<>();
        all.forEach((key, value) -> configuration.add("-D" + key + "=" + value));
        return Service.start(launch, URI.create("http://localhost:" + at), configuration);
    }

    /// Somebody who has connected the account `ada`: from then on her subscription delivers.
    Person connected() {
        Person person = Person.newcomer();
        URI landed = person.connect("ada");
        if (!String.valueOf(landed.getQuery()).equals("calendly=connected")) {
            throw new IllegalStateException("could not connect: " + landed);
        }
        return person;
    }

    /// Where ada's deliveries go, and what signs them.
    Target target() {
        String callback =
                Calendar.subscriptions().stream()
                        .map(it -> it.get("callback_url").asText())
                        .filter(it -> it.startsWith(Surroundings.service("/").toString()))
                        .findFirst()
                        .orElseThrow();
        return new Target(
                URI.create(callback).getRawPath(), Calendar.secrets("signing_key").getLast());
    }

    /// @param path of the webhook's URL
    record Target(String path, String key) {

        String line() {
            return path + "\t" + key + "\n";
        }
    }

    /// The URI of ada, who hosts what is delivered.
    String hostUri() {
        for (JsonNode account :
                Calendar.control("GET", "/_control/accounts", null, 200).required("accounts")) {
            if (account.get("id").asText().equals("ada")) {
                return account.path("uri").asText();
            }
        }
        throw new IllegalStateException("the sandbox has no ada");
    }

    /// Nothing is stored, nothing waits. Requests of a load that has ended may still be stored for
    /// a moment, hence the pause.
    void forgetDeliveries() {
        LockSupport.parkNanos(1_000_000_000);
        // Not DELETE: what that leaves to be vacuumed would be so during the next measurement.
        postgres.execute("TRUNCATE calendly_webhook_deliveries, meetings CASCADE");
        postgres.execute("CHECKPOINT");
    }

    static int freePort() {
        try (ServerSocket socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    @Override
    public void close() {
        sandbox.close();
        postgres.close();
    }

    /// Whether an address answers at all.
    static boolean answers(URI address, int status) {
        try {
            return Http.get(address, Map.of()).status() == status;
        } catch (UncheckedIOException notYet) {
            return false;
        }
    }
}
