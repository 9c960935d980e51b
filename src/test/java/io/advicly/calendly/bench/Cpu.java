package io.advicly.calendly.bench;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;

/// What processes have used, out of `/proc` (Linux).
final class Cpu {
    /// `_SC_CLK_TCK` of every Linux that this runs on.
    private static final double TICKS_PER_SECOND = 100;

    private Cpu() {}

    /// Seconds of processor time of a process and its children that are still there.
    static double secondsOf(long pid) {
        return Stream.concat(
                        ProcessHandle.of(pid).stream(),
                        ProcessHandle.of(pid).stream().flatMap(ProcessHandle::descendants))
                .mapToDouble(process -> seconds(process.pid()))
                .sum();
    }

    /// Resident memory in MiB.
    static long residentMib(long pid) {
        return statusMib(pid, "VmRSS:");
    }

    /// The most that was resident since the process began, or since that was last forgotten.
    static long peakMib(long pid) {
        return statusMib(pid, "VmHWM:");
    }

    static void forgetPeak(long pid) {
        try {
            Files.writeString(Path.of("/proc", String.valueOf(pid), "clear_refs"), "5");
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    private static long statusMib(long pid, String line) {
        try {
            return Files.readAllLines(Path.of("/proc", String.valueOf(pid), "status")).stream()
                            .filter(it -> it.startsWith(line))
                            .mapToLong(it -> Long.parseLong(it.replaceAll("\\D", "")))
                            .findFirst()
                            .orElseThrow()
                    / 1024;
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    private static double seconds(long pid) {
        try {
            String stat = Files.readString(Path.of("/proc", String.valueOf(pid), "stat"));
            String[] fields = stat.substring(stat.lastIndexOf(')') + 2).split(" ", -1);
            return (Long.parseLong(fields[11]) + Long.parseLong(fields[12])) / TICKS_PER_SECOND;
        } catch (IOException gone) {
            return 0;
        }
    }
}
