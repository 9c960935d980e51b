package io.advicly.calendly.testing;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/// Fails every test class while which code of ours blocks an event loop: in this JVM, or in a
/// process of the service, whose log is searched at the end. See [BlockedLoop] for what counts.
///
/// JUnit finds it by `META-INF/services`.
public final class UnblockedLoops implements BeforeAllCallback, AfterAllCallback {

    private static final BlockedLoops HERE = new BlockedLoops();

    private static final String SAID = "has been blocked for";

    /// How much of the processes' log has been searched.
    private static long searched;

    static {
        HERE.listen();
    }

    @Override
    public void beforeAll(ExtensionContext context) {
        // What was said before the class is none of its own.
        var _ = HERE.taken();
        searched = length();
    }

    @Override
    public void afterAll(ExtensionContext context) {
        List<BlockedLoop> found =
                Stream.concat(HERE.taken().stream(), ofProcesses().stream())
                        .filter(loop -> !loop.isOnPurpose())
                        .filter(loop -> !ServiceProcess.stoodStillFor(loop.millis()))
                        .toList();
        if (!found.isEmpty()) {
            throw new AssertionError("Event loops were blocked: " + found);
        }
    }

    private static List<BlockedLoop> ofProcesses() {
        long end = length();
        return end == searched ? List.of() : in(text(searched, end));
    }

    /// @param log each line that says it, with the stack trace in it or below it
    static List<BlockedLoop> in(String log) {
        List<BlockedLoop> found = new ArrayList<>();
        List<String> lines = log.lines().toList();
        for (int at = 0; at < lines.size(); at++) {
            if (lines.get(at).contains(SAID)) {
                int end = at + 1;
                while (end < lines.size() && lines.get(end).strip().startsWith("at ")) {
                    end++;
                }
                Optional<BlockedLoop> loop =
                        BlockedLoop.read(String.join("\n", lines.subList(at, end)));
                loop.filter(BlockedLoop::isOurs).ifPresent(found::add);
            }
        }
        return found;
    }

    private static long length() {
        try {
            return Files.exists(ServiceProcess.LOG) ? Files.size(ServiceProcess.LOG) : 0;
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    private static String text(long from, long to) {
        try (RandomAccessFile log = new RandomAccessFile(ServiceProcess.LOG.toFile(), "r")) {
            byte[] bytes = new byte[Math.toIntExact(to - from)];
            log.seek(from);
            log.readFully(bytes);
            return new String(bytes, ISO_8859_1);
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }
}
