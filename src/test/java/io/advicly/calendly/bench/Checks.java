package io.advicly.calendly.bench;

import io.advicly.calendly.testing.Calendar;
import io.advicly.calendly.testing.Crowd;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.locks.LockSupport;

/// Many organizations with a healthy subscription each, all of which are to be looked at.
final class Checks {

    static final int ORGANIZATIONS = 2_000;

    /// What Calendly takes to list subscriptions.
    static final int DELAY_MILLIS = 200;

    static final List<String> HEAD =
            List.of(
                    "what",
                    "checks per second",
                    "seconds",
                    "calls at Calendly",
                    "service CPU ms each",
                    "database CPU ms each",
                    "resident MiB");

    private static final int CONNECTING = 8;
    private static final String DUE =
            "SELECT count(*) FROM calendly_organizations WHERE due_at <= now() OR claimed_until IS NOT NULL";

    private final Ground ground;
    private final Service service;

    Checks(Ground ground, Service service) {
        this.ground = ground;
        this.service = service;
    }

    /// @param row a line of the table
    record Pace(List<Object> row, double perSecond) {}

    /// An owner of each has connected.
    void plant() {
        ground.postgres().execute("TRUNCATE calendly_organizations, calendar_connections CASCADE");
        List<Callable<String>> connects =
                Crowd.plant("check", ORGANIZATIONS, 1, 0).stream()
                        .<Callable<String>>map(account -> () -> HandOver.connected(account).user())
                        .toList();
        var _ = Crowd.all(CONNECTING, connects);
        awaitNothing("SELECT count(*) FROM sync_jobs WHERE state = 'pending'");
        ground.postgres().execute("VACUUM ANALYZE");
    }

    /// As often as the process needs to be compiled.
    void warmUp(Launch launch) {
        Calendar.clearFaults();
        long until = System.nanoTime() + launch.warmUpSeconds() * 1_000_000_000L / 4;
        do {
            round();
        } while (System.nanoTime() < until);
    }

    Pace measure(String what) {
        Calendar.clearFaults();
        Calendar.fault(Map.of("endpoint", "webhook_list", "delay_ms", DELAY_MILLIS, "times", -1));
        Calendar.control("DELETE", "/_control/requests", null, 204);
        double serviceBefore = service.cpuSeconds();
        double databaseBefore = Cpu.secondsOf(ground.postgres().pid());
        long from = System.nanoTime();
        round();
        double seconds = (System.nanoTime() - from) / 1e9;
        return new Pace(
                List.of(
                        what,
                        ORGANIZATIONS / seconds,
                        seconds,
                        (long) Calendar.requests("webhook_list").size(),
                        (service.cpuSeconds() - serviceBefore) * 1e3 / ORGANIZATIONS,
                        (Cpu.secondsOf(ground.postgres().pid()) - databaseBefore)
                                * 1e3
                                / ORGANIZATIONS,
                        service.residentMib()),
                ORGANIZATIONS / seconds);
    }

    /// Looks at every one of them once.
    private void round() {
        ground.postgres().execute("UPDATE calendly_organizations SET due_at = now()");
        awaitNothing(DUE);
    }

    private void awaitNothing(String count) {
        while (ground.postgres().number(count) > 0) {
            LockSupport.parkNanos(50_000_000);
        }
    }
}
