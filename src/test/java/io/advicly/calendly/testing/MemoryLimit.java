package io.advicly.calendly.testing;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.UUID;

/// A control group whose processes may have so much memory together, as a container's may. Only
/// root may make one, and not everywhere.
public final class MemoryLimit implements AutoCloseable {

    private static final Path ROOT = Path.of("/sys/fs/cgroup");
    private static final int MIB = 1024 * 1024;

    private final Path group;

    private MemoryLimit(Path group) {
        this.group = group;
    }

    /// @throws IOException with one line that says why there is none
    public static MemoryLimit of(int megabytes) throws IOException {
        boolean unified = Files.exists(ROOT.resolve("cgroup.controllers"));
        Path parent = unified ? ROOT : ROOT.resolve("memory");
        Path group = parent.resolve("calendly-connect-" + UUID.randomUUID());
        try {
            if (unified) {
                Files.writeString(parent.resolve("cgroup.subtree_control"), "+memory");
            }
            Files.createDirectory(group);
            Files.writeString(
                    group.resolve(unified ? "memory.max" : "memory.limit_in_bytes"),
                    String.valueOf((long) megabytes * MIB));
        } catch (IOException refused) {
            Files.deleteIfExists(group);
            throw new IOException("no control group can be made: " + refused.getMessage());
        }
        return new MemoryLimit(group);
    }

    /// What a command begins with to run within it.
    List<String> prefix() {
        return List.of(
                "sh", "-c", "echo $$ > " + group.resolve("cgroup.procs") + " && exec \"$@\"", "sh");
    }

    /// Once its processes have ended.
    @Override
    public void close() {
        try {
            Files.delete(group);
        } catch (IOException busy) {
            throw new UncheckedIOException(busy);
        }
    }
}
