package io.advicly.calendly.platform.journal;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// Something worth remembering: one outcome of one flow.
///
/// @param action for example `connection.connected`
/// @param tenantId and userId whose connection it concerns; for what concerns nobody in particular,
///   who did it, or null
/// @param connectionId null for what concerns no connection
/// @param actor who did it, when that was somebody else than the user concerned
/// @param facts in the order in which they are logged; no secrets, no e-mail addresses
public record JournalEntry(
        String action,
        @Nullable String tenantId,
        @Nullable String userId,
        @Nullable UUID connectionId,
        @Nullable Actor actor,
        Map<String, Object> facts) {

    /// A user of the product, in a tenant.
    public record Actor(String tenantId, String userId) {}

    /// About nobody in particular, such as a whole organization.
    public static JournalEntry of(String action) {
        return new JournalEntry(action, null, null, null, null, Map.of());
    }

    public static JournalEntry of(
            String action, String tenantId, String userId, @Nullable UUID connectionId) {
        return new JournalEntry(action, tenantId, userId, connectionId, null, Map.of());
    }

    public JournalEntry with(String fact, Object value) {
        Map<String, Object> more = new LinkedHashMap<>(facts);
        more.put(fact, value);
        return new JournalEntry(action, tenantId, userId, connectionId, actor, more);
    }

    /// Done by somebody else than the user concerned.
    public JournalEntry by(String actorTenantId, String actorUserId) {
        return new JournalEntry(
                action,
                tenantId,
                userId,
                connectionId,
                new Actor(actorTenantId, actorUserId),
                facts);
    }

    /// The canonical log line.
    String line() {
        StringBuilder line = new StringBuilder(action).append(" connection=").append(connectionId);
        facts.forEach((fact, value) -> line.append(' ').append(fact).append('=').append(value));
        return line.toString();
    }
}
