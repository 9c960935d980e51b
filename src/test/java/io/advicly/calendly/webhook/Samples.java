package io.advicly.calendly.webhook;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicInteger;

/// Bodies of deliveries: the samples, and variations that belong to an account of their own, so
/// that tests do not meet in the database.
public final class Samples {

    private static final AtomicInteger COUNTER = new AtomicInteger();

    private Samples() {}

    public static byte[] bytes(String name) {
        String path = "/samples/" + name + ".json";
        try (InputStream in = Samples.class.getResourceAsStream(path)) {
            return Objects.requireNonNull(in, path).readAllBytes();
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    /// Replaces every `SIM` by an own prefix: accounts, events, invitees.
    static byte[] of(String name, String prefix) {
        return new String(bytes(name), UTF_8).replace("/SIM", "/" + prefix).getBytes(UTF_8);
    }

    static String newPrefix() {
        return "T" + COUNTER.incrementAndGet() + "X";
    }
}
