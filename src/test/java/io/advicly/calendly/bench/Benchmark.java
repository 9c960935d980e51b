package io.advicly.calendly.bench;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/// `bench/run`.
public final class Benchmark {

    private static final Path PICTURE = Path.of("docs", "benchmark.svg");

    private static final List<String> NEEDS_NO_WRK = List.of("backend");

    private Benchmark() {}

    public static void main(String[] args) {
        Options options = Options.parse(args);
        if (!NEEDS_NO_WRK.containsAll(options.sections())) {
            requireWrk();
        }
        Report report = new Report(options);
        for (String section : options.sections()) {
            try (Ground ground = new Ground()) {
                measure(section, ground, options, report);
            }
        }
        Path result = report.write(options.results());
        System.out.println("\nKept in " + result);
        if (options.picture()) {
            Picture.draw(result, PICTURE);
            System.out.println("Drawn in " + PICTURE);
        }
        System.exit(0); // The database's helper threads would keep it going.
    }

    /// Each has a database, a sandbox and a service of its own.
    private static void measure(String section, Ground ground, Options options, Report report) {
        switch (section) {
            case "start" -> StartSection.run(ground, options, report);
            case "accept" -> AcceptSection.run(ground, options, report);
            case "seed" -> SeedSection.run(ground, options, report);
            case "subscriptions" -> SubscriptionsSection.run(ground, options, report);
            case "visible" -> VisibleSection.run(ground, options, report);
            case "steady" -> SteadySection.run(ground, options, report);
            case "kill" -> KillSection.run(ground, options, report);
            case "organizations" -> OrganizationsSection.run(ground, options, report);
            case "strangers" -> StrangersSection.run(ground, options, report);
            case "backend" -> BackendSection.run(ground, options, report);
            case "sync" -> SyncSection.run(ground, options, report);
            default -> throw new IllegalArgumentException(section);
        }
    }

    private static void requireWrk() {
        try {
            var _ = new ProcessBuilder("wrk", "-v").start();
        } catch (IOException missing) {
            System.err.println("bench: wrk is not on the PATH: install the package wrk.");
            System.exit(1);
        }
    }
}
