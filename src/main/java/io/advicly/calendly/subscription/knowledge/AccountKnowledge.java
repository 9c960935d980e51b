package io.advicly.calendly.subscription.knowledge;

import io.advicly.calendly.platform.time.BackOff;
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
/// @param unseen when they are asked for again that it may not see itself; null where nobody was
///   asked, or nobody else could tell
/// @param grants by connection; those of which nothing is known are left out
public record AccountKnowledge(
        Role role,
        @Nullable Instant roleAt,
        boolean ownListed,
        @Nullable Unseen unseen,
        Map<UUID, GrantKnowledge> grants) {

    public static final AccountKnowledge NOTHING =
            new AccountKnowledge(Role.UNKNOWN, null, false, null, Map.of());

    private static final Duration REMEMBERED = Duration.ofDays(1);

    /// A role that is seen again is not written anew each time.
    private static final Duration WORTH_WRITING = Duration.ofHours(12);

    /// @param looks how often in a row it was refused
    /// @param until it is not asked again before
    public record Unseen(int looks, Instant until) {}

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
        return known ? this : new AccountKnowledge(seen, now, ownListed, unseen, grantsOf(seen));
    }

    /// Calendly has refused it for want of rights to delete what is the organization's. Whoever was
    /// seen to be an owner or admin may be one still, as it may be about this subscription, such as
    /// another application's: the next list tells.
    public AccountKnowledge refusedOne(Instant now) {
        return wasAdmin()
                ? new AccountKnowledge(
                        role, now.minus(REMEMBERED).minusMillis(1), ownListed, unseen, grants)
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
        return new AccountKnowledge(role, roleAt, true, null, grants);
    }

    /// It may not see what it has, and somebody who might could not be asked: their trouble may
    /// last.
    ///
    /// @param first the pause after the first time; it grows fourfold, up to a day
    public AccountKnowledge unseen(Instant now, Duration first) {
        if (!isToBeListed(now)) {
            return this;
        }
        int looks = unseen == null ? 1 : unseen.looks() + 1;
        Instant until = now.plus(BackOff.fourfold(first, REMEMBERED).after(looks));
        return new AccountKnowledge(role, roleAt, ownListed, new Unseen(looks, until), grants);
    }

    /// Whether its own subscriptions are still to be asked for.
    public boolean isToBeListed(Instant now) {
        return !ownListed && (unseen == null || !now.isBefore(unseen.until()));
    }

    public AccountKnowledge with(UUID connection, UnaryOperator<GrantKnowledge> lesson) {
        GrantKnowledge learned = lesson.apply(grant(connection));
        Map<UUID, GrantKnowledge> all = new HashMap<>(grants);
        if (learned.equals(GrantKnowledge.NOTHING)) {
            all.remove(connection);
        } else {
            all.put(connection, learned);
        }
        return new AccountKnowledge(role, roleAt, ownListed, unseen, all);
    }

    /// What was refused to create was something else.
    AccountKnowledge askingAnew() {
        Map<UUID, GrantKnowledge> all = new HashMap<>(grants);
        all.replaceAll((connection, known) -> known.askingAnew());
        all.values().removeIf(GrantKnowledge.NOTHING::equals);
        return new AccountKnowledge(role, roleAt, ownListed, unseen, all);
    }

    /// Nothing is kept of a grant that is not there any more.
    public AccountKnowledge keepOnly(Set<UUID> connections) {
        Map<UUID, GrantKnowledge> kept = new HashMap<>(grants);
        kept.keySet().retainAll(connections);
        return new AccountKnowledge(role, roleAt, ownListed, unseen, kept);
    }

    JsonObject toJson() {
        JsonObject json = new JsonObject();
        if (roleAt != null) {
            json.put("role", role.name()).put("role_at", roleAt.toString());
        }
        if (ownListed) {
            json.put("own_listed", true);
        }
        if (unseen != null) {
            json.put("unseen", unseen.looks()).put("unseen_until", unseen.until().toString());
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
                unseen(json),
                grants);
    }

    private static @Nullable Unseen unseen(JsonObject json) {
        String until = json.getString("unseen_until");
        return until == null
                ? null
                : new Unseen(json.getInteger("unseen", 1), Instant.parse(until));
    }
}
