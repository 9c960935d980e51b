package io.advicly.calendly.bench;

import java.util.List;

/// Puts a load on a running service and says what each delivery cost.
final class Accepting {

    static final List<String> HEAD =
            List.of(
                    "what",
                    "per second",
                    "p50 ms",
                    "p99 ms",
                    "refused",
                    "broken",
                    "stored",
                    "service CPU us each",
                    "database CPU us each");

    private final Ground ground;
    private final Service service;

    Accepting(Ground ground, Service service) {
        this.ground = ground;
        this.service = service;
    }

    /// @param row a line of the table
    record Measured(List<Object> row, Wrk.Outcome outcome, double cpuMicros) {}

    /// Warms up (a JVM needs ten seconds of it), forgets what that stored, and measures.
    Measured measure(String what, Wrk.Load load) {
        var _ = Wrk.run(load.lasting(Math.max(10, load.seconds() / 2)));
        ground.forgetDeliveries();
        long postmaster = ground.postgres().pid();
        double serviceBefore = service.cpuSeconds();
        double databaseBefore = Cpu.secondsOf(postmaster);
        Wrk.Outcome outcome = Wrk.run(load);
        double micros = 1e6 / Math.max(1, outcome.requests() - outcome.refused());
        double cpu = (service.cpuSeconds() - serviceBefore) * micros;
        double database = (Cpu.secondsOf(postmaster) - databaseBefore) * micros;
        return new Measured(
                List.of(
                        what,
                        outcome.acceptedPerSecond(),
                        outcome.p50(),
                        outcome.p99(),
                        outcome.refused(),
                        outcome.broken(),
                        stored(),
                        cpu,
                        database),
                outcome,
                cpu);
    }

    /// Everything that was answered 200 is there; wrk's last, unfinished requests may be too.
    private long stored() {
        return ground.postgres().number("SELECT count(*) FROM calendly_webhook_deliveries");
    }
}
