package io.advicly.calendly.bench;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;

/// What `bench/run` is asked for.
///
/// @param sections which measurements, in order
/// @param seconds how long each load runs
/// @param connections of the load generator, and of the database client that it is compared with
/// @param on what load is put on
/// @param results where the JSON goes
/// @param picture whether `docs/benchmark.svg` is drawn of it
record Options(
        List<String> sections,
        int seconds,
        int connections,
        Launch on,
        Path results,
        boolean picture) {

    private static final List<String> ALL =
            List.of(
                    "start",
                    "accept",
                    "seed",
                    "subscriptions",
                    "visible",
                    "steady",
                    "kill",
                    "backend",
                    "sync",
                    "organizations",
                    "strangers");

    static Options parse(String[] args) {
        List<String> sections = ALL;
        int seconds = 20;
        int connections = 64;
        Launch on = Launch.best();
        Path results = Path.of("bench", "results");
        boolean picture = false;
        for (String arg : args) {
            String[] pair = arg.split("=", 2);
            String value = pair.length == 2 ? pair[1] : "";
            switch (pair[0]) {
                case "--only" -> sections = known(Arrays.asList(value.split(",")));
                case "--seconds" -> seconds = Integer.parseInt(value);
                case "--connections" -> connections = Integer.parseInt(value);
                case "--on" -> on = launch(value);
                case "--picture" -> picture = true;
                case "--results" -> results = Path.of(value);
                default -> throw new IllegalArgumentException(usage(arg));
            }
        }
        return new Options(sections, seconds, connections, on, results, picture);
    }

    private static List<String> known(List<String> wanted) {
        if (!ALL.containsAll(wanted)) {
            throw new IllegalArgumentException(usage("--only=" + String.join(",", wanted)));
        }
        return wanted;
    }

    private static Launch launch(String name) {
        return switch (name) {
            case "jvm" -> Launch.jvm();
            case "native" ->
                    Launch.nativeExecutable()
                            .orElseThrow(() ->
                                    new IllegalArgumentException(
                                            "--on=native: target/ holds no native executable (./mvnw package -Dnative)"));
            default -> throw new IllegalArgumentException(usage("--on=" + name));
        };
    }

    private static String usage(String wrong) {
        return "%s: bench/run takes --only=%s --seconds=20 --connections=64 --on=native|jvm --results=bench/results --picture"
                .formatted(wrong, String.join(",", ALL));
    }
}
