package io.advicly.calendly.testing;

import java.net.URI;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// A sandbox and a database of their own, for service processes that a test starts and kills.
public final class Installation implements AutoCloseable {

    /// For tests of what these limits are for: elsewhere they are longer, as the machine may be
    /// busy.
    public static final Map<String, String> LIMITS_AS_SHIPPED =
            Map.of("calendly.database.connection-limit", "", "calendly.database.request-limit", "");

    private final SandboxSet set;

    private Installation(SandboxSet set) {
        this.set = set;
    }

    /// From here on [Surroundings] tells where this one is.
    public static Installation create() {
        return new Installation(SandboxSet.start());
    }

    /// A service process under the public address.
    public ServiceProcess start(Map<String, String> more) {
        return start(set.port(), more);
    }

    /// The same on another database, which is the one that [Surroundings] tells of from then on.
    public ServiceProcess startOn(KillablePostgres database, Map<String, String> more) {
        Map<String, String> all = new HashMap<>(database.configuration());
        all.putAll(more);
        Surroundings.publish(
                Surroundings.service("").toString(),
                Surroundings.sandbox("").toString(),
                database.jdbcUrl());
        return start(all);
    }

    /// A service process whose ways to its database and to Calendly lead past an [Ambush].
    ///
    /// Every statement is sent as text then, however often: none is prepared.
    public ServiceProcess startBehind(TcpProxy database, TcpProxy calendly) {
        String sandbox = "http://localhost:" + calendly.port();
        return start(
                Map.of(
                        "quarkus.datasource.reactive.url",
                        "postgresql://localhost:" + database.port() + databaseUri().getPath(),
                        "quarkus.datasource.reactive.cache-prepared-statements",
                        "false",
                        "calendly.auth-url",
                        sandbox,
                        "calendly.api-url",
                        sandbox));
    }

    /// The way to this one's database.
    public TcpProxy databaseProxy() {
        return TcpProxy.to(databaseUri().getPort());
    }

    /// The way to this one's Calendly.
    public TcpProxy calendlyProxy() {
        return TcpProxy.to(Surroundings.sandbox("").getPort());
    }

    private static URI databaseUri() {
        return URI.create(Surroundings.jdbcUrl().substring("jdbc:".length()));
    }

    /// Another replica, at a port of its own.
    public ServiceProcess startReplica() {
        return startReplica(Map.of());
    }

    public ServiceProcess startReplica(Map<String, String> more) {
        return start(Ports.free(), more);
    }

    /// Another replica, of another build, which migrates nothing: an older one cannot, and would
    /// not start with the console's keys, either, which it does not know.
    public ServiceProcess startReplicaOf(Path packaged, Map<String, String> more) {
        int port = Ports.free();
        Map<String, String> known = configuration(port, more);
        known.keySet().removeIf(key -> key.startsWith("calendly.console."));
        known.put("quarkus.flyway.migrate-at-start", "false");
        return ServiceProcess.startOf(packaged, port, known);
    }

    /// A service process with a heap of its own size, which ends when that is full, as an image's
    /// does.
    public ServiceProcess startWithHeap(int megabytes, Map<String, String> more) {
        return ServiceProcess.start(
                set.port(),
                List.of("-Xmx" + megabytes + "m", "-XX:+ExitOnOutOfMemoryError"),
                configuration(set.port(), more));
    }

    /// A service process that runs as its image does.
    public ServiceProcess startWithin(MemoryLimit limit, Map<String, String> more) {
        return ServiceProcess.startWithin(limit, set.port(), configuration(set.port(), more));
    }

    private ServiceProcess start(int port, Map<String, String> more) {
        return ServiceProcess.start(port, List.of(), configuration(port, more));
    }

    private Map<String, String> configuration(int port, Map<String, String> more) {
        Map<String, String> all = new HashMap<>(set.configuration());
        all.put("quarkus.http.port", String.valueOf(port));
        all.put("quarkus.management.port", String.valueOf(Ports.free()));
        all.putAll(more);
        // What a test wants to do without.
        all.values().removeIf(String::isEmpty);
        return all;
    }

    @Override
    public void close() {
        set.close();
    }
}
