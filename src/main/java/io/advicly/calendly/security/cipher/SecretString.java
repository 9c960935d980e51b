package io.advicly.calendly.security.cipher;

import java.util.Objects;

/// A token or key in memory. Its text shows only where [#reveal] is called, never in a log line.
/// Pure.
public final class SecretString {

    private final String value;

    private SecretString(String value) {
        this.value = Objects.requireNonNull(value);
    }

    public static SecretString of(String value) {
        return new SecretString(value);
    }

    /// The secret itself: call this only where it leaves for Calendly, a cipher or a MAC.
    public String reveal() {
        return value;
    }

    public boolean isBlank() {
        return value.isBlank();
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof SecretString that && value.equals(that.value);
    }

    @Override
    public int hashCode() {
        return value.hashCode();
    }

    @Override
    public String toString() {
        return "[secret]";
    }
}
