package io.advicly.calendly.platform.openapi;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Arrays;

/// Who may call, by where an operation is; the rules themselves are in the configuration.
enum CallerKind {
    ANYBODY("/api/calendly/oauth/"),
    SIGNATURE("/api/calendly/webhooks"),
    SESSION("/api/connect/session"),
    BACKEND("/api/backend/"),
    OPERATOR("/api/admin/"),
    USER("/");

    private final String beginning;

    CallerKind(String beginning) {
        this.beginning = beginning;
    }

    static CallerKind of(String path) {
        return Arrays.stream(values())
                .filter(it -> path.startsWith(it.beginning))
                .findFirst()
                .orElseThrow();
    }

    /// Whether it is a bearer token that has rights, or has them not.
    boolean isByRole() {
        return this == BACKEND || this == OPERATOR || this == USER;
    }

    void writeInto(ObjectNode operation) {
        if (this == ANYBODY) {
            operation.putArray("security");
        } else {
            operation
                    .putArray("security")
                    .addObject()
                    .putArray(name().toLowerCase(java.util.Locale.ROOT));
        }
    }
}
