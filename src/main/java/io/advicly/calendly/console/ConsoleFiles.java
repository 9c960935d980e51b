package io.advicly.calendly.console;

import io.quarkus.runtime.LaunchMode;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/// What the console's pages are made of: our own files, and those of the libraries, which the build
/// puts beside them.
@ApplicationScoped
class ConsoleFiles {

    private static final String FOLDER = "/console/";

    private static final Map<String, String> TYPES =
            Map.of(
                    "js", "text/javascript; charset=utf-8",
                    "css", "text/css; charset=utf-8",
                    "html", "text/html; charset=utf-8",
                    "svg", "image/svg+xml");

    private final Map<String, Content> known = new ConcurrentHashMap<>();

    /// @param tag what it is recognised by
    @SuppressWarnings("ArrayRecordComponent") // never compared
    record Content(String type, byte[] bytes, String tag) {}

    Optional<Content> find(String name) {
        Content found = known.get(name);
        if (found == null) {
            found = read(name);
            if (found != null && LaunchMode.current() != LaunchMode.DEVELOPMENT) {
                known.put(name, found);
            }
        }
        return Optional.ofNullable(found);
    }

    private static @Nullable Content read(String name) {
        String type = TYPES.get(name.substring(name.lastIndexOf('.') + 1));
        if (type == null || !ConsolePaths.isFileName(name)) {
            return null;
        }
        try (InputStream file = ConsoleFiles.class.getResourceAsStream(FOLDER + name)) {
            if (file == null) {
                return null;
            }
            byte[] bytes = file.readAllBytes();
            return new Content(type, bytes, '"' + hash(bytes, Base64.getUrlEncoder()) + '"');
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    static String hash(byte[] bytes, Base64.Encoder encoder) {
        try {
            return encoder.encodeToString(MessageDigest.getInstance("SHA-256").digest(bytes));
        } catch (NoSuchAlgorithmException everyJdkHasIt) {
            throw new IllegalStateException(everyJdkHasIt);
        }
    }
}
