package io.advicly.calendly.testing;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/// Signals that Java itself does not send.
final class Signals {

    private static final Pattern STOPPED = Pattern.compile("^State:\\s+T", Pattern.MULTILINE);
    private static final Pattern ZOMBIE = Pattern.compile("^State:\\s+Z", Pattern.MULTILINE);

    private Signals() {}

    /// @param signal as `kill` is told: `-STOP`
    static void send(String signal, Stream<ProcessHandle> processes) {
        List<String> command = new ArrayList<>(List.of("kill", signal));
        processes.forEach(it -> command.add(String.valueOf(it.pid())));
        try {
            // One that has ended meanwhile makes the command fail, and need not be told.
            var _ = new ProcessBuilder(command).start().waitFor();
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(interrupted);
        }
    }

    /// Whether a SIGSTOP has had its effect.
    static boolean isStopped(ProcessHandle process) {
        try {
            return STOPPED.matcher(statusOf(process)).find();
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    /// Whether it does nothing any more, be it that nobody has asked how it ended.
    static boolean hasEnded(ProcessHandle process) {
        try {
            return !process.isAlive() || ZOMBIE.matcher(statusOf(process)).find();
        } catch (IOException gone) {
            return true;
        }
    }

    private static String statusOf(ProcessHandle process) throws IOException {
        return Files.readString(Path.of("/proc/" + process.pid() + "/status"));
    }
}
