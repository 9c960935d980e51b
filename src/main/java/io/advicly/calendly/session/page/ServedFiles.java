package io.advicly.calendly.session.page;

import io.quarkus.runtime.LaunchMode;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;

/// The files of `connect` that everybody gets: read once, and in development each time, as whoever
/// changes one wants to see it.
final class ServedFiles {

    private static final Map<String, Supplier<ServedFile>> READ =
            Map.of(
                    "connect.js", () -> ServedFile.script("connect.js"),
                    "connect.d.ts",
                            () -> ServedFile.text("connect.d.ts", "text/plain; charset=utf-8"),
                    "connect.css", () -> ServedFile.text("connect.css", "text/css; charset=utf-8"),
                    "connect-result.js", () -> ServedFile.script("connect-result.js"));

    private final Map<String, ServedFile> known = new ConcurrentHashMap<>();
    private final boolean changing;

    ServedFiles(LaunchMode mode) {
        this.changing = mode == LaunchMode.DEVELOPMENT;
        if (!changing) {
            READ.forEach((name, read) -> known.put(name, read.get()));
        }
    }

    ServedFile get(String name) {
        return changing
                ? Objects.requireNonNull(READ.get(name)).get()
                : Objects.requireNonNull(known.get(name));
    }

    /// How long a browser may go on with what it has.
    String cacheControl() {
        return changing ? "no-cache" : "public, max-age=300";
    }
}
