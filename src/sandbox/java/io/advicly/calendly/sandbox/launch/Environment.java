package io.advicly.calendly.sandbox.launch;

import java.util.Locale;
import java.util.Optional;

/// Configuration from the command line, or from the environment in Quarkus's spelling.
final class Environment {

    private Environment() {}

    static Optional<String> get(String key) {
        return Optional.ofNullable(System.getProperty(key))
                .or(() -> Optional.ofNullable(System.getenv(nameOf(key))));
    }

    static boolean has(String key) {
        return get(key).isPresent();
    }

    private static String nameOf(String key) {
        return key.replaceAll("[^A-Za-z0-9]", "_").toUpperCase(Locale.ROOT);
    }
}
