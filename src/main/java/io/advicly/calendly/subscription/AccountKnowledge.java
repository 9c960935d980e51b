package io.advicly.calendly.subscription;

import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// What Calendly's answers have taught about an account in its organization.
///
/// @param role as of `roleAt`; it is forgotten after a day, as Calendly tells nobody of a change
/// @param ownListed whether its own subscriptions were listed since it last consented
/// @param refusals how often in a row Calendly has refused to create subscriptions with its grant
/// @param refusedUntil until then it is not asked to again
/// @param refusal what Calendly said
/// @param untakenSince since when Calendly has taken no token of its grant, not even a new one;
///   null once it has taken one
record AccountKnowledge(
        Role role,
        @Nullable Instant roleAt,
        boolean ownListed,
        int refusals,
        @Nullable Instant refusedUntil,
        @Nullable String refusal,
        @Nullable Instant untakenSince) {

    static final AccountKnowledge NOTHING =
            new AccountKnowledge(Role.UNKNOWN, null, false, 0, null, null, null);

    private static final Duration REMEMBERED = Duration.ofDays(1);

    /// A role that is seen again is not written anew each time.
    private static final Duration WORTH_WRITING = Duration.ofHours(12);

    /// Longer than any token lives (two hours, calendly-api 1.3): by then each was made anew.
    private static final Duration SPENT_AFTER = Duration.ofHours(3);

    Role roleAt(Instant now) {
        return roleAt == null || now.isAfter(roleAt.plus(REMEMBERED)) ? Role.UNKNOWN : role;
    }

    /// The role of old, for whom to ask first.
    boolean wasAdmin() {
        return role == Role.ADMIN;
    }

    /// It has consented, and nobody has asked with its grant since.
    boolean isNew(Instant now) {
        return roleAt == null && !ownListed && !isRefused(now);
    }

    boolean isRefused(Instant now) {
        return refusedUntil != null && now.isBefore(refusedUntil);
    }

    AccountKnowledge seenAs(Role seen, Instant now) {
        boolean known = role == seen && roleAt != null && now.isBefore(roleAt.plus(WORTH_WRITING));
        return known
                ? this
                : new AccountKnowledge(
                        seen, now, ownListed, refusals, refusedUntil, refusal, untakenSince);
    }

    AccountKnowledge listed() {
        return new AccountKnowledge(
                role, roleAt, true, refusals, refusedUntil, refusal, untakenSince);
    }

    AccountKnowledge untaken(Instant now) {
        return untakenSince != null ? this : withUntaken(now);
    }

    /// Calendly has answered a call with a token of its grant, whatever it said.
    AccountKnowledge taken() {
        return untakenSince == null ? this : withUntaken(null);
    }

    private AccountKnowledge withUntaken(@Nullable Instant since) {
        return new AccountKnowledge(
                role, roleAt, ownListed, refusals, refusedUntil, refusal, since);
    }

    /// Whether that has gone on for so long that nothing more is to be expected of its grant.
    boolean isSpent(Instant now) {
        return untakenSince != null && !now.isBefore(untakenSince.plus(SPENT_AFTER));
    }

    /// A refusal during the pause after another one is the same refusal, seen once more.
    ///
    /// @param first the pause after the first refusal; it grows fourfold, up to a day
    AccountKnowledge refused(String words, Instant now, Duration first) {
        if (isRefused(now)) {
            return this;
        }
        Duration pause = first.multipliedBy(1L << (2 * Math.min(refusals, 10)));
        Instant until = now.plus(pause.compareTo(REMEMBERED) < 0 ? pause : REMEMBERED);
        return new AccountKnowledge(
                role, roleAt, ownListed, refusals + 1, until, words, untakenSince);
    }

    /// Calendly has created something with its grant.
    AccountKnowledge accepted() {
        return refusals == 0 && untakenSince == null
                ? this
                : new AccountKnowledge(role, roleAt, ownListed, 0, null, null, null);
    }

    JsonObject toJson() {
        JsonObject json = new JsonObject();
        if (roleAt != null) {
            json.put("role", role.name()).put("role_at", roleAt.toString());
        }
        if (ownListed) {
            json.put("own_listed", true);
        }
        if (refusedUntil != null) {
            json.put("refusals", refusals)
                    .put("refused_until", refusedUntil.toString())
                    .put("refusal", refusal);
        }
        if (untakenSince != null) {
            json.put("untaken_since", untakenSince.toString());
        }
        return json;
    }

    static AccountKnowledge of(JsonObject json) {
        String roleAt = json.getString("role_at");
        String until = json.getString("refused_until");
        String untaken = json.getString("untaken_since");
        return new AccountKnowledge(
                roleAt == null ? Role.UNKNOWN : Role.valueOf(json.getString("role")),
                roleAt == null ? null : Instant.parse(roleAt),
                json.getBoolean("own_listed", false),
                json.getInteger("refusals", 0),
                until == null ? null : Instant.parse(until),
                json.getString("refusal"),
                untaken == null ? null : Instant.parse(untaken));
    }
}
