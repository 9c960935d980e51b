package io.advicly.calendly.history;

import io.advicly.calendly.testing.Installation;
import io.advicly.calendly.testing.KillablePostgres;
import io.advicly.calendly.testing.Surroundings;
import java.net.URI;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/// Where histories take place: two processes, a sandbox and a database of their own. One history
/// after the other, or several sites side by side.
final class Site implements AutoCloseable {

    private final Installation installation;
    private final KillablePostgres postgres;
    private final Replicas replicas;
    private final Control calendly;
    private final Database database;
    private final URI service;
    private CompletableFuture<Void> databaseBack = CompletableFuture.completedFuture(null);
    private int histories;

    private Site(Installation installation, KillablePostgres postgres) {
        this.installation = installation;
        this.postgres = postgres;
        database = new Database(postgres.jdbcUrl());
        calendly = new Control(Surroundings.sandbox(""));
        service = Surroundings.service("");
        // Nobody waits a minute for a limit here; what a limit does is tested elsewhere.
        calendly.call("PATCH", "/_control/switches", Map.of("rate_limit_paid", 0));
        calendly.post("/_control/apps", Map.of("redirect_uris", redirectUris()));
        replicas = new Replicas(installation, postgres.configuration(), otherAddress());
    }

    /// A process that is configured with the other address sends people's browsers there.
    private List<String> redirectUris() {
        return addresses().stream().map(it -> it + "/api/calendly/oauth/callback").toList();
    }

    /// One at a time, as where an installation is can be asked for only until the next one is made.
    static synchronized Site open() {
        KillablePostgres postgres = KillablePostgres.start();
        return new Site(Installation.create(), postgres);
    }

    Replicas replicas() {
        return replicas;
    }

    Control calendly() {
        return calendly;
    }

    Database database() {
        return database;
    }

    /// The public address.
    URI service() {
        return service;
    }

    /// The same process at the same port by another name.
    private URI otherAddress() {
        return URI.create(service.toString().replace("//localhost:", "//127.0.0.1:"));
    }

    /// All that a process of this site may be told to be its public address.
    List<URI> addresses() {
        return List.of(service, otherAddress());
    }

    /// What the names of the next history's accounts and users begin with.
    synchronized String newPrefix() {
        return "h" + ++histories;
    }

    /// Begins an outage that ends by itself.
    synchronized void databaseAway(boolean killed, int millis) {
        awaitDatabase();
        if (killed) {
            databaseBack = CompletableFuture.runAsync(postgres::killAndStartAgain);
            return;
        }
        postgres.freeze();
        databaseBack =
                CompletableFuture.runAsync(
                        postgres::thaw,
                        CompletableFuture.delayedExecutor(millis, TimeUnit.MILLISECONDS));
    }

    synchronized boolean databaseIsThere() {
        return databaseBack.isDone();
    }

    synchronized void awaitDatabase() {
        databaseBack.join();
    }

    Instant now() {
        return Instant.now();
    }

    @Override
    public void close() {
        awaitDatabase();
        replicas.close();
        database.close();
        installation.close();
        postgres.close();
    }
}
