package io.advicly.calendly.bench;

import java.util.List;
import java.util.concurrent.locks.LockSupport;

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

    private static final int WARM_UP = 10;

    private final Ground ground;
    private final Service service;
    private int firstWarmUp;

    Accepting(Ground ground, Service service, Launch on) {
        this.ground = ground;
        this.service = service;
        this.firstWarmUp = on.warmUpSeconds();
    }

    /// @param row a line of the table
    record Measured(
            List<Object> row, Wrk.Outcome outcome, double cpuMicros, double databaseMicros) {}

    /// Warms up, forgets what that stored, and measures.
    Measured measure(String what, Wrk.Load load) {
        warmUp(load);
        return measureAsItIs(what, load);
    }

    void warmUp(Wrk.Load load) {
        var _ = Wrk.run(load.lasting(Math.max(firstWarmUp, WARM_UP)));
        firstWarmUp = 0;
    }

    /// The same without warming up.
    Measured measureAsItIs(String what, Wrk.Load load) {
        ground.forgetDeliveries();
        return measureNow(what, load);
    }

    /// The same, and what is stored stays.
    Measured measureNow(String what, Wrk.Load load) {
        Cpus before = cpus();
        Wrk.Outcome outcome = Wrk.run(load);
        Cpus used = cpus().since(before, Math.max(1, outcome.requests() - outcome.refused()));
        return new Measured(
                List.of(
                        what,
                        outcome.acceptedPerSecond(),
                        outcome.p50(),
                        outcome.p99(),
                        outcome.refused(),
                        outcome.broken(),
                        stored(),
                        used.service,
                        used.database),
                outcome,
                used.service,
                used.database);
    }

    /// Waits until everything that is stored is projected.
    List<Object> workedOff(String what) {
        long from = System.nanoTime();
        Cpus before = cpus();
        long pending = pending();
        while (pending() > 0) {
            LockSupport.parkNanos(100_000_000);
        }
        double seconds = (System.nanoTime() - from) / 1e9;
        Cpus used = cpus().since(before, Math.max(1, pending));
        return List.of(
                what, pending / seconds, "", "", 0L, 0L, pending, used.service, used.database);
    }

    long pending() {
        return ground.postgres()
                .number("SELECT count(*) FROM calendly_webhook_deliveries WHERE state = 'pending'");
    }

    /// Processor time: first in seconds, then in microseconds for each delivery.
    private record Cpus(double service, double database) {

        Cpus since(Cpus before, long deliveries) {
            return new Cpus(
                    (service - before.service) * 1e6 / deliveries,
                    (database - before.database) * 1e6 / deliveries);
        }
    }

    private Cpus cpus() {
        return new Cpus(service.cpuSeconds(), Cpu.secondsOf(ground.postgres().pid()));
    }

    /// Everything that was answered 200 is there; wrk's last, unfinished requests may be too.
    private long stored() {
        return ground.postgres().number("SELECT count(*) FROM calendly_webhook_deliveries");
    }
}
