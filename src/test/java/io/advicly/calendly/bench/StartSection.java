package io.advicly.calendly.bench;

import io.advicly.calendly.testing.Surroundings;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/// (g) how fast the service starts, and how much memory it holds.
final class StartSection {

    private static final int TIMES = 5;

    private StartSection() {}

    static void run(Ground ground, Options options, Report report) {
        ground.start(Launch.jvm(), Map.of()).close(); // migrates
        ground.start(Launch.training(), Map.of()).close();
        List<Launch> launches = new ArrayList<>(List.of(Launch.jvm(), Launch.jvmWithAotCache()));
        Launch.nativeExecutable().ifPresent(launches::add);
        List<List<Object>> rows = new ArrayList<>();
        for (Launch launch : launches) {
            rows.add(measure(ground, options, launch));
        }
        report.table(
                "start",
                "Start and memory",
                List.of(
                        "how",
                        "start ms (median of %d)".formatted(TIMES),
                        "resident MiB",
                        "resident MiB after load"),
                rows,
                "From the start of the process to its first answer over HTTP; schema already migrated.");
    }

    private static List<Object> measure(Ground ground, Options options, Launch launch) {
        List<Long> starts = new ArrayList<>();
        for (int n = 1; n < TIMES; n++) {
            try (Service service = ground.start(launch, Map.of())) {
                starts.add(service.startUp().toMillis());
            }
        }
        try (Service service = ground.start(launch, Map.of())) {
            starts.add(service.startUp().toMillis());
            long idle = service.residentMib();
            var _ = ground.connected();
            var _ =
                    Wrk.run(
                            new Wrk.Load(
                                    Surroundings.service("").toString(),
                                    ground.target().line(),
                                    Bodies.template(ground.hostUri()),
                                    options.connections(),
                                    Math.max(3, options.seconds() / 2),
                                    0));
            long loaded = service.residentMib();
            ground.forgetDeliveries();
            starts.sort(null);
            return List.of(launch.name(), starts.get(TIMES / 2), idle, loaded);
        }
    }
}
