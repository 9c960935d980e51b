package io.advicly.calendly.bench;

import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.locks.LockSupport;

/// A running service process.
///
/// @param startUp from the start of the process to its first answer over HTTP
record Service(Process process, Duration startUp) implements AutoCloseable {

    private static final Duration PATIENCE = Duration.ofSeconds(60);

    static Service start(Launch launch, URI base, List<String> configuration) {
        long from = System.nanoTime();
        Process process = launch.start(configuration);
        while (!Ground.answers(URI.create(base + "/api/calendly/connection"), 401)) {
            if (!process.isAlive() || elapsed(from).compareTo(PATIENCE) > 0) {
                process.destroyForcibly();
                throw new IllegalStateException(
                        "the service does not start: see target/bench-service.log");
            }
            LockSupport.parkNanos(2_000_000);
        }
        return new Service(process, elapsed(from));
    }

    /// By SIGKILL.
    void kill() {
        process.destroyForcibly();
    }

    double cpuSeconds() {
        return Cpu.secondsOf(process.pid());
    }

    long residentMib() {
        return Cpu.residentMib(process.pid());
    }

    private static Duration elapsed(long from) {
        return Duration.ofNanos(System.nanoTime() - from);
    }

    @Override
    public void close() {
        Launch.stop(process);
    }
}
