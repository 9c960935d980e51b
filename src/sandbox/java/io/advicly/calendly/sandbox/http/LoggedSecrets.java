package io.advicly.calendly.sandbox.http;

import org.jspecify.annotations.Nullable;

/** The parts of a call that carry credentials. */
public record LoggedSecrets(@Nullable String authorization, String body) {

    @Override
    public String toString() {
        return "LoggedSecrets[]";
    }
}
