package io.advicly.calendly.platform;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// Something worth remembering: one outcome of one flow.
///
/// @param action for example `connection.connected`
/// @param tenantId and userId whose connection it concerns, or who did it; null, like the
///   connection, when it concerns nobody in particular
/// @param connectionId null when it concerns no connection
/// @param facts in the order in which they are logged; no secrets, no e-mail addresses
public record Entry(
        String action,
        @Nullable String tenantId,
        @Nullable String userId,
        @Nullable UUID connectionId,
        Map<String, Object> facts) {

    /// About nobody in particular, such as a whole organization.
    public static Entry of(String action) {
        return new Entry(action, null, null, null, Map.of());
    }

    public static Entry of(
            String action, String tenantId, String userId, @Nullable UUID connectionId) {
        return new Entry(action, tenantId, userId, connectionId, Map.of());
    }

    public Entry with(String fact, Object value) {
        Map<String, Object> more = new LinkedHashMap<>(facts);
        more.put(fact, value);
        return new Entry(action, tenantId, userId, connectionId, more);
    }

    /// The canonical log line.
    String line() {
        StringBuilder line = new StringBuilder(action).append(" connection=").append(connectionId);
        facts.forEach((fact, value) -> line.append(' ').append(fact).append('=').append(value));
        return line.toString();
    }
}
