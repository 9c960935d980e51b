package io.advicly.calendly.testing;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/// A file system of a few megabytes that can be filled up. Only root may mount one.
public final class SmallDisk implements AutoCloseable {

    private static final String SIZE = "32m";

    private final Path home;
    private final Path filler;

    private SmallDisk(Path home) {
        this.home = home;
        this.filler = home.resolve("filler");
    }

    /// @throws IOException with one line that says why there is none
    public static SmallDisk mount() throws IOException {
        Path home = Files.createTempDirectory("calendly-connect-small");
        String said =
                run("mount", "-t", "tmpfs", "-o", "size=" + SIZE + ",mode=700", "tmpfs", home);
        if (!said.isEmpty()) {
            Files.delete(home);
            throw new IOException(
                    "no small file system can be mounted: " + said.replace("\n", " "));
        }
        return new SmallDisk(home);
    }

    /// Where a tablespace may go.
    public Path folder() {
        try {
            return Files.createDirectories(home.resolve("tablespace"));
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    /// Leaves not a byte.
    public void fill() {
        try (OutputStream out = Files.newOutputStream(filler)) {
            byte[] page = new byte[4_096];
            while (true) {
                out.write(page);
            }
        } catch (IOException full) {
            // what was wanted
        }
    }

    public void clear() {
        try {
            Files.delete(filler);
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    /// Whoever still has files open there keeps them until it ends.
    @Override
    public void close() {
        try {
            String said = run("umount", "-l", home);
            if (!said.isEmpty()) {
                throw new IOException(said);
            }
            Files.delete(home);
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    /// @return what it complains about; empty when all went well
    private static String run(Object... command) throws IOException {
        String[] words = new String[command.length];
        for (int index = 0; index < words.length; index++) {
            words[index] = command[index].toString();
        }
        Process process = new ProcessBuilder(words).redirectErrorStream(true).start();
        try {
            String said = new String(process.getInputStream().readAllBytes(), UTF_8).strip();
            return process.waitFor() == 0 ? "" : said + " (" + process.exitValue() + ")";
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new IOException(interrupted);
        }
    }
}
