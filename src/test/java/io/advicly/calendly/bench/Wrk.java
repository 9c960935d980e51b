package io.advicly.calendly.bench;

import com.fasterxml.jackson.databind.JsonNode;
import io.advicly.calendly.testing.Http;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;

/// Load by wrk (https://github.com/wg/wrk) with `bench/deliver.lua`.
final class Wrk {

    private static final Path WORK = Path.of("target", "bench");
    private static final AtomicInteger RUNS = new AtomicInteger();

    private Wrk() {}

    /// What is asked of it.
    ///
    /// @param base where, scheme, host and port
    /// @param targets lines of path, tab, signing key
    /// @param body with `{id}` where a number used once belongs
    /// @param rate requests per second; 0 for as fast as answers come
    /// @param inOrder whether targets are taken one after the other instead of at random
    record Load(
            String base,
            String targets,
            String body,
            int connections,
            int seconds,
            int rate,
            boolean inOrder) {

        Load(String base, String targets, String body, int connections, int seconds, int rate) {
            this(base, targets, body, connections, seconds, rate, false);
        }

        Load at(int newRate) {
            return new Load(base, targets, body, connections, seconds, newRate, inOrder);
        }

        Load lasting(int newSeconds) {
            return new Load(base, targets, body, connections, newSeconds, rate, inOrder);
        }

        /// To every target, if it lasts long enough.
        Load everywhere() {
            return new Load(base, targets, body, connections, seconds, rate, true);
        }
    }

    /// What came of it; times in milliseconds.
    ///
    /// @param refused answers of 400 and above
    /// @param broken requests without an answer
    record Outcome(
            long requests, double seconds, long refused, long broken, double p50, double p99) {

        /// Answers of 2xx per second.
        double acceptedPerSecond() {
            return (requests - refused) / seconds;
        }
    }

    /// A quarter of the time to warm up, then the load itself.
    static Outcome warmedUp(Load load) {
        var _ = run(load.lasting(Math.max(2, load.seconds() / 4)));
        return run(load);
    }

    static Outcome run(Load load) {
        try {
            Files.createDirectories(WORK);
            Path targets = Files.writeString(WORK.resolve("targets.tsv"), load.targets());
            Path body = Files.writeString(WORK.resolve("body.json"), load.body());
            Path result = WORK.resolve("result.json");
            Files.deleteIfExists(result);
            ProcessBuilder wrk = command(load);
            wrk.environment()
                    .putAll(
                            Map.of(
                                    "BENCH_TARGETS", targets.toString(),
                                    "BENCH_BODY", body.toString(),
                                    "BENCH_RUN", runName(),
                                    "BENCH_RATE", String.valueOf(load.rate()),
                                    "BENCH_THREADS", "1",
                                    "BENCH_IN_ORDER", load.inOrder() ? "1" : "0",
                                    "BENCH_RESULT", result.toString()));
            int exit = wrk.start().waitFor();
            if (exit != 0 || !Files.exists(result)) {
                throw new IllegalStateException("wrk failed: see target/bench-wrk.log");
            }
            return outcome(Http.JSON.readTree(result.toFile()));
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(interrupted);
        }
    }

    private static ProcessBuilder command(Load load) {
        return new ProcessBuilder(
                        "wrk",
                        "-t1",
                        "-c" + load.connections(),
                        "-d" + load.seconds() + "s",
                        "--timeout",
                        "15s",
                        "-s",
                        "bench/deliver.lua",
                        load.base() + "/")
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(new File("target/bench-wrk.log")));
    }

    private static String runName() {
        return Long.toString(System.currentTimeMillis(), 36) + "R" + RUNS.incrementAndGet() + "T";
    }

    private static Outcome outcome(JsonNode json) {
        return new Outcome(
                json.get("requests").asLong(),
                json.get("seconds").asDouble(),
                json.get("refused").asLong(),
                json.get("broken").asLong(),
                json.get("p50_ms").asDouble(),
                json.get("p99_ms").asDouble());
    }
}
