package io.advicly.calendly.subscription.knowledge;

import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/// What Calendly's answers have taught about an account in its organization, and about the grants
/// of those who are connected to it. Pure.
///
/// @param role as of `roleAt`; it is forgotten after a day, as Calendly tells nobody of a change
/// @param ownListed whether its own subscriptions were listed since it last consented
/// @param grants by connection; those of which nothing is known are left out
public record AccountKnowledge(
        Role role, @Nullable Instant roleAt, boolean ownListed, Map<UUID, GrantKnowledge> grants) {

    public static final AccountKnowledge NOTHING =
            new AccountKnowledge(Role.UNKNOWN, null, false, Map.of());

    private static final Duration REMEMBERED = Duration.ofDays(1);

    /// A role that is seen again is not written anew each time.
    private static final Duration WORTH_WRITING = Duration.ofHours(12);

    public AccountKnowledge {
        grants = Map.copyOf(grants);
    }

    public Role roleAt(Instant now) {
        return roleAt == null || now.isAfter(roleAt.plus(REMEMBERED)) ? Role.UNKNOWN : role;
    }

    /// The role of old, for whom to ask first.
    public boolean wasAdmin() {
        return role == Role.ADMIN;
    }

    /// It has consented, and nobody has asked with this grant since.
    public boolean isNew(UUID connection, Instant now) {
        return roleAt == null && !ownListed && !grant(connection).isRefused(now);
    }

    public GrantKnowledge grant(UUID connection) {
        return grants.getOrDefault(connection, GrantKnowledge.NOTHING);
    }

    public AccountKnowledge seenAs(Role seen, Instant now) {
        boolean known = role == seen && roleAt != null && now.isBefore(roleAt.plus(WORTH_WRITING));
        return known ? this : new AccountKnowledge(seen, now, ownListed, grantsOf(seen));
    }

    /// Calendly has refused it for want of rights to delete what is the organization's. Whoever was
    /// seen to be an owner or admin may be one still, as it may be about this subscription, such as
    /// another application's: the next list tells.
    public AccountKnowledge refusedOne(Instant now) {
        return wasAdmin()
                ? new AccountKnowledge(
                        role, now.minus(REMEMBERED).minusMillis(1), ownListed, grants)
                : seenAs(Role.MEMBER, now);
    }

    /// Whoever has become an owner or admin may delete what they might not before.
    private Map<UUID, GrantKnowledge> grantsOf(Role seen) {
        if (seen != Role.ADMIN || role == Role.ADMIN) {
            return grants;
        }
        Map<UUID, GrantKnowledge> all = new HashMap<>(grants);
        all.replaceAll((connection, known) -> known.mayDeleteAgain());
        all.values().removeIf(GrantKnowledge.NOTHING::equals);
        return all;
    }

    public AccountKnowledge listed() {
        return new AccountKnowledge(role, roleAt, true, grants);
    }

    public AccountKnowledge with(UUID connection, UnaryOperator<GrantKnowledge> lesson) {
        GrantKnowledge learned = lesson.apply(grant(connection));
        Map<UUID, GrantKnowledge> all = new HashMap<>(grants);
        if (learned.equals(GrantKnowledge.NOTHING)) {
            all.remove(connection);
        } else {
            all.put(connection, learned);
        }
        return new AccountKnowledge(role, roleAt, ownListed, all);
    }

    /// Nothing is kept of a grant that is not there any more.
    public AccountKnowledge keepOnly(Set<UUID> connections) {
        Map<UUID, GrantKnowledge> kept = new HashMap<>(grants);
        kept.keySet().retainAll(connections);
        return new AccountKnowledge(role, roleAt, ownListed, kept);
    }

    JsonObject toJson() {
        JsonObject json = new JsonObject();
        if (roleAt != null) {
            json.put("role", role.name()).put("role_at", roleAt.toString());
        }
        if (ownListed) {
            json.put("own_listed", true);
        }
        if (!grants.isEmpty()) {
            JsonObject all = new JsonObject();
            grants.forEach((connection, known) -> all.put(connection.toString(), known.toJson()));
            json.put("grants", all);
        }
        return json;
    }

    /// What earlier versions wrote of an account's refusals is left out: nobody knows which grant
    /// was refused, and each is refused once more if need be.
    static AccountKnowledge of(JsonObject json) {
        String roleAt = json.getString("role_at");
        JsonObject all = json.getJsonObject("grants", new JsonObject());
        Map<UUID, GrantKnowledge> grants = new HashMap<>();
        all.fieldNames()
                .forEach(connection ->
                        grants.put(
                                UUID.fromString(connection),
                                GrantKnowledge.of(all.getJsonObject(connection))));
        return new AccountKnowledge(
                roleAt == null ? Role.UNKNOWN : Role.valueOf(json.getString("role")),
                roleAt == null ? null : Instant.parse(roleAt),
                json.getBoolean("own_listed", false),
                grants);
    }
}
