package io.advicly.calendly.testing;

import io.advicly.calendly.sandbox.Sandbox;
import io.advicly.calendly.sandbox.SandboxOptions;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// A sandbox and a database of their own, for service processes that a test starts and kills.
public final class Installation implements AutoCloseable {

    private final Sandbox sandbox;
    private final Map<String, String> configuration;
    private final int publicPort;

    private Installation(Sandbox sandbox, Map<String, String> configuration, int publicPort) {
        this.sandbox = sandbox;
        this.configuration = Map.copyOf(configuration);
        this.publicPort = publicPort;
    }

    /// From here on [Surroundings] tells where this one is.
    public static Installation create() {
        int port = Ports.free();
        String service = "http://localhost:" + port;
        Sandbox sandbox =
                Sandbox.start(
                        SandboxOptions.defaults()
                                .withAnyPort()
                                .withRedirectUri(service + "/api/calendly/oauth/callback")
                                .withSwitch("token_limit_per_minute", 0));
        TestDatabase database = TestDatabase.create();
        Surroundings.publish(service, sandbox.baseUrl(), database.jdbcUrl());
        Map<String, String> all = new HashMap<>(ServiceResource.required());
        all.putAll(database.configuration());
        all.put("quarkus.flyway.migrate-at-start", "true");
        all.put("quarkus.oidc.auth-server-url", sandbox.baseUrl() + "/_login");
        all.put("calendly.public-url", service);
        all.put("calendly.auth-url", sandbox.baseUrl());
        all.put("calendly.api-url", sandbox.baseUrl());
        all.put("calendly.sweep.every", "1s");
        return new Installation(sandbox, all, port);
    }

    /// A service process under the public address.
    public ServiceProcess start(Map<String, String> more) {
        return start(publicPort, more);
    }

    /// Another replica, at a port of its own.
    public ServiceProcess startReplica() {
        return start(Ports.free(), Map.of());
    }

    /// A service process with a heap of its own size.
    public ServiceProcess startWithHeap(int megabytes, Map<String, String> more) {
        return ServiceProcess.start(
                publicPort, List.of("-Xmx" + megabytes + "m"), configuration(publicPort, more));
    }

    private ServiceProcess start(int port, Map<String, String> more) {
        return ServiceProcess.start(port, List.of(), configuration(port, more));
    }

    private Map<String, String> configuration(int port, Map<String, String> more) {
        Map<String, String> all = new HashMap<>(configuration);
        all.put("quarkus.http.port", String.valueOf(port));
        all.put("quarkus.management.port", String.valueOf(Ports.free()));
        all.putAll(more);
        return all;
    }

    @Override
    public void close() {
        sandbox.close();
    }
}
