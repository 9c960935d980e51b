package io.advicly.calendly.soak;

import io.advicly.calendly.testing.Installation;
import io.advicly.calendly.testing.KillablePostgres;
import io.advicly.calendly.testing.ServiceProcess;
import io.advicly.calendly.testing.TcpProxy;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ThreadLocalRandom;
import org.jspecify.annotations.Nullable;

/// Two service processes, of which the first is the one that Calendly delivers to.
final class Replicas implements AutoCloseable {

    private final Installation installation;
    private final Map<String, String> configuration;
    private volatile ServiceProcess main;
    private volatile ServiceProcess other;
    private @Nullable ServiceProcess killed;

    /// @param proxy through which the service, but not the test, reaches the database
    Replicas(Installation installation, KillablePostgres database, TcpProxy proxy) {
        this.installation = installation;
        Map<String, String> all = new HashMap<>(database.configuration());
        all.putAll(Installation.LIMITS_AS_SHIPPED);
        all.put(
                "quarkus.datasource.reactive.url",
                "postgresql://localhost:%d/postgres".formatted(proxy.port()));
        // A busy machine is no outage of Calendly.
        all.put("calendly.http.call-timeout", "60s");
        configuration = Map.copyOf(all);
        main = installation.startOn(database, configuration);
        other = installation.startReplica(configuration);
    }

    List<ServiceProcess> all() {
        return List.of(main, other);
    }

    ServiceProcess at(int replica) {
        return replica == 0 ? main : other;
    }

    ServiceProcess any() {
        return at(ThreadLocalRandom.current().nextInt(2));
    }

    /// SIGTERM, then a start.
    void restart(int replica) {
        ServiceProcess process = at(replica);
        process.stop();
        startInsteadOf(process);
    }

    /// SIGKILL.
    void kill(int replica) {
        ServiceProcess process = at(replica);
        process.kill();
        killed = process;
    }

    void startWhatIsAway() {
        ServiceProcess gone = killed;
        if (gone != null) {
            killed = null;
            startInsteadOf(gone);
        }
    }

    private void startInsteadOf(ServiceProcess process) {
        if (process.equals(main)) {
            main = installation.start(configuration);
        } else {
            other = installation.startReplica(configuration);
        }
    }

    @Override
    public void close() {
        main.close();
        other.close();
    }
}
