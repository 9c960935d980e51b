package io.advicly.calendly.history;

import io.advicly.calendly.testing.Installation;
import io.advicly.calendly.testing.ServiceProcess;
import java.net.URI;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Two service processes, of which the first is the one that Calendly delivers to, and the second
/// may be of another build. Everything that happens by itself happens often, so that a history is
/// over soon.
final class Replicas implements AutoCloseable {

    private static final Map<String, String> HASTY =
            Map.ofEntries(
                    Map.entry("calendly.sweep.every", "1s"),
                    Map.entry("calendly.sweep.check-every", "2s"),
                    Map.entry("calendly.refresh.every", "1s"),
                    Map.entry("calendly.refresh.calls-per-minute", "1000"),
                    Map.entry("calendly.http.call-timeout", "2s"),
                    Map.entry("calendly.http.retries", "1"),
                    Map.entry("calendly.http.back-off", "50ms"),
                    Map.entry("calendly.http.max-back-off", "200ms"),
                    Map.entry("calendly.http.max-rate-limit-wait", "1s"),
                    Map.entry("calendly.http.breaker.open-for", "1s"),
                    Map.entry("calendly.webhook.worker.retry-max", "2s"),
                    Map.entry("calendly.connect.attempts", "100000"),
                    Map.entry("quarkus.log.level", System.getProperty("history.log", "WARN")));

    /// What the second process is of, where that is another build, such as the one before.
    private static final @Nullable String OTHER = System.getProperty("history.other");

    private final Installation installation;
    private final Map<String, String> configuration;
    private final URI otherAddress;
    private final @Nullable ServiceProcess[] processes = new ServiceProcess[2];
    private final Variant[] variants = {Variant.SHIPPED, Variant.SHIPPED};

    /// @param otherAddress where the first one can be reached as well
    Replicas(Installation installation, Map<String, String> database, URI otherAddress) {
        this.installation = installation;
        this.otherAddress = otherAddress;
        Map<String, String> all = new HashMap<>(HASTY);
        all.putAll(Installation.LIMITS_AS_SHIPPED);
        all.putAll(database);
        configuration = Map.copyOf(all);
        startWhatIsAway();
    }

    /// The process, or the other one where that is away.
    synchronized Optional<ServiceProcess> reachable(int replica) {
        ServiceProcess wanted = processes[replica];
        return Optional.ofNullable(wanted == null ? processes[1 - replica] : wanted);
    }

    /// SIGKILL; false when it was away.
    synchronized boolean kill(int replica) {
        ServiceProcess process = processes[replica];
        if (process == null) {
            return false;
        }
        processes[replica] = null;
        process.kill();
        return true;
    }

    /// SIGTERM, then a start.
    synchronized void restart(int replica) {
        ServiceProcess process = processes[replica];
        if (process != null) {
            processes[replica] = null;
            process.stop();
        }
        start(replica);
    }

    /// The same, or with SIGKILL, and from then on it is configured like that.
    synchronized void reconfigure(int replica, Variant variant, boolean killed) {
        variants[replica] = variant;
        if (killed) {
            var _ = kill(replica);
        }
        restart(replica);
    }

    /// Starts those anew that are configured otherwise; false when there was none.
    synchronized boolean likeShipped() {
        boolean any = false;
        for (int replica = 0; replica < processes.length; replica++) {
            if (!variants[replica].equals(Variant.SHIPPED)) {
                reconfigure(replica, Variant.SHIPPED, false);
                any = true;
            }
        }
        return any;
    }

    /// Others go on calling both meanwhile, also the one that does not answer.
    void freeze(int replica, int millis) {
        ServiceProcess process = at(replica);
        if (process == null) {
            return;
        }
        process.freeze();
        try {
            Waiting.millis(millis);
        } finally {
            process.thaw();
        }
    }

    private synchronized @Nullable ServiceProcess at(int replica) {
        return processes[replica];
    }

    synchronized void startWhatIsAway() {
        for (int replica = 0; replica < processes.length; replica++) {
            if (processes[replica] == null) {
                start(replica);
            }
        }
    }

    private void start(int replica) {
        Map<String, String> all = new HashMap<>(configuration);
        all.putAll(variants[replica].configuration(otherAddress));
        processes[replica] = replica == 0 ? installation.start(all) : second(all);
    }

    private ServiceProcess second(Map<String, String> all) {
        return OTHER == null
                ? installation.startReplica(all)
                : installation.startReplicaOf(Path.of(OTHER), all);
    }

    @Override
    public synchronized void close() {
        for (ServiceProcess process : processes) {
            if (process != null) {
                process.kill();
            }
        }
    }
}
