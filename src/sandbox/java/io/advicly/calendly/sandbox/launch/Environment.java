package io.advicly.calendly.sandbox.launch;

import java.util.Locale;

/// Environment variables in Quarkus's spelling.
final class Environment {

    private Environment() {}

    static String nameOf(String key) {
        return key.replaceAll("[^A-Za-z0-9]", "_").toUpperCase(Locale.ROOT);
    }

    static boolean has(String key) {
        return System.getProperty(key) != null || System.getenv(nameOf(key)) != null;
    }
}
