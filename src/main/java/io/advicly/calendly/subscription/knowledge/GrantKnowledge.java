package io.advicly.calendly.subscription.knowledge;

import io.advicly.calendly.platform.time.BackOff;
import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// What Calendly's answers have taught about one connection's grant. Another grant of the same
/// account may be allowed more, so that none of it is said of the account. Pure.
///
/// @param refusals how often in a row Calendly has refused to create subscriptions with it
/// @param refusedUntil until then it is not asked to again
/// @param refusal what Calendly said
/// @param untakenSince since when Calendly has taken no token of it, not even a new one; null once
///   it has taken one
/// @param awaySince since when no token of it can be had, although it was not refused, or Calendly
///   answers others and not calls with it; null once it has answered one
/// @param failedAt when something was last tried with it in vain that may do later; null once
///   Calendly has answered
/// @param undeleted rows whose subscription Calendly has refused to delete with it; what another
///   grant may do is another matter
/// @param unclear since when Calendly has answered the deletion of these rows' subscriptions, or of
///   one that no row tells of, with a conflict, or did not understand it
public record GrantKnowledge(
        int refusals,
        @Nullable Instant refusedUntil,
        @Nullable String refusal,
        @Nullable Instant untakenSince,
        @Nullable Instant awaySince,
        @Nullable Instant failedAt,
        Map<UUID, Refusal> undeleted,
        Map<UUID, Instant> unclear) {

    public static final GrantKnowledge NOTHING =
            new GrantKnowledge(0, null, null, null, null, null, Map.of(), Map.of());

    /// @param until it is not asked to again before, unless its connection leaves
    /// @param last whether its connection was leaving: then it is not asked to once more
    record Refusal(Instant until, boolean last) {

        boolean counts(boolean leaving, Instant now) {
            return now.isBefore(until) && (last || !leaving);
        }
    }

    private static final Duration LONGEST_PAUSE = Duration.ofDays(1);
    private static final Duration UNCLEAR_FOR = Duration.ofDays(1);

    /// Longer than any token lives (two hours, docs/calendly-api.md 1.3): by then each was made
    /// anew.
    private static final Duration SPENT_AFTER = Duration.ofHours(3);

    public GrantKnowledge {
        undeleted = Map.copyOf(undeleted);
        unclear = Map.copyOf(unclear);
    }

    public boolean isRefused(Instant now) {
        return refusedUntil != null && now.isBefore(refusedUntil);
    }

    /// A refusal during the pause after another one is the same refusal, seen once more.
    ///
    /// @param first the pause after the first refusal; it grows fourfold, up to a day
    public GrantKnowledge refused(String words, Instant now, Duration first) {
        if (isRefused(now)) {
            return this;
        }
        Instant until = now.plus(BackOff.fourfold(first, LONGEST_PAUSE).after(refusals + 1));
        return new GrantKnowledge(
                refusals + 1, until, words, untakenSince, awaySince, failedAt, undeleted, unclear);
    }

    public GrantKnowledge untaken(Instant now) {
        return untakenSince != null ? this : since(now, awaySince, failedAt);
    }

    /// Whether that has gone on for so long that nothing more is to be expected of it.
    public boolean isSpent(Instant now) {
        return untakenSince != null && !now.isBefore(untakenSince.plus(SPENT_AFTER));
    }

    /// No token of it could be had, or Calendly has answered others and not a call with it.
    public GrantKnowledge away(Instant now) {
        Instant since = awaySince == null ? now : awaySince;
        return since(untakenSince, since, now);
    }

    /// Whether that has gone on for longer than others should wait for it.
    public boolean isAwayFor(Duration patience, Instant now) {
        return awaySince != null && !now.isBefore(awaySince.plus(patience));
    }

    /// Whether it has not been of no use for hours.
    public boolean mayRecover(Instant now) {
        return Stream.of(untakenSince, awaySince)
                .filter(Objects::nonNull)
                .allMatch(since -> now.isBefore(since.plus(SPENT_AFTER)));
    }

    /// Calendly did not answer a call that was made with it.
    public GrantKnowledge unanswered(Instant now) {
        return since(untakenSince, awaySince, now);
    }

    /// Calendly has answered a call with a token of it, whatever it said.
    public GrantKnowledge taken() {
        return untakenSince == null && awaySince == null && failedAt == null
                ? this
                : since(null, null, null);
    }

    /// Orders those of whom one is asked: who was answered before who was not, and of these who has
    /// not been asked for longest.
    public Instant lastInVain() {
        return failedAt == null ? Instant.MIN : failedAt;
    }

    private GrantKnowledge since(
            @Nullable Instant untaken, @Nullable Instant away, @Nullable Instant failed) {
        return new GrantKnowledge(
                refusals, refusedUntil, refusal, untaken, away, failed, undeleted, unclear);
    }

    /// Calendly lets it create. Whether it may delete what others have made is another matter.
    public GrantKnowledge accepted() {
        return new GrantKnowledge(0, null, null, null, null, null, undeleted, unclear);
    }

    /// It may be let create what it was not asked for yet.
    GrantKnowledge askingAnew() {
        return new GrantKnowledge(
                0, null, null, untakenSince, awaySince, failedAt, undeleted, unclear);
    }

    /// What is remembered of others for longer than a day goes.
    public GrantKnowledge mayNotDelete(UUID row, boolean leaving, Instant now) {
        Map<UUID, Refusal> all = counting(false, now);
        all.put(row, new Refusal(now.plus(LONGEST_PAUSE), leaving));
        Map<UUID, Instant> others = new HashMap<>(unclear);
        others.remove(row);
        return with(all, others);
    }

    /// Calendly has answered the deletion of a row's subscription in a way that may be over soon.
    public GrantKnowledge unclear(UUID row, Instant now) {
        Map<UUID, Instant> all = new HashMap<>(unclear);
        all.values().removeIf(since -> now.isAfter(since.plus(UNCLEAR_FOR).plus(LONGEST_PAUSE)));
        all.putIfAbsent(row, now);
        return with(undeleted, all);
    }

    /// Whether that has gone on for so long that it counts as refused.
    public boolean isUnclearForLong(UUID row, Instant now) {
        Instant since = unclear.get(row);
        return since != null && !now.isBefore(since.plus(UNCLEAR_FOR));
    }

    /// It may be allowed by now what it was refused.
    GrantKnowledge mayDeleteAgain() {
        return withUndeleted(Map.of());
    }

    private GrantKnowledge withUndeleted(Map<UUID, Refusal> all) {
        return with(all, unclear);
    }

    private GrantKnowledge with(Map<UUID, Refusal> refused, Map<UUID, Instant> unclearSince) {
        return new GrantKnowledge(
                refusals,
                refusedUntil,
                refusal,
                untakenSince,
                awaySince,
                failedAt,
                refused,
                unclearSince);
    }

    /// The rows whose subscription it is not asked to delete. Whoever leaves is asked once more: it
    /// is the last time that anybody can, and a refusal may be over.
    public Set<UUID> undeleted(boolean leaving, Instant now) {
        return Set.copyOf(counting(leaving, now).keySet());
    }

    private Map<UUID, Refusal> counting(boolean leaving, Instant now) {
        Map<UUID, Refusal> all = new HashMap<>(undeleted);
        all.values().removeIf(it -> !it.counts(leaving, now));
        return all;
    }

    JsonObject toJson() {
        JsonObject json = new JsonObject();
        if (refusedUntil != null) {
            json.put("refusals", refusals)
                    .put("refused_until", refusedUntil.toString())
                    .put("refusal", refusal);
        }
        put(json, "untaken_since", untakenSince);
        put(json, "away_since", awaySince);
        put(json, "failed_at", failedAt);
        if (!undeleted.isEmpty()) {
            JsonObject all = new JsonObject();
            undeleted.forEach((row, it) ->
                    all.put(
                            row.toString(),
                            JsonObject.of("until", it.until().toString(), "last", it.last())));
            json.put("undeleted", all);
        }
        if (!unclear.isEmpty()) {
            JsonObject all = new JsonObject();
            unclear.forEach((row, since) -> all.put(row.toString(), since.toString()));
            json.put("unclear", all);
        }
        return json;
    }

    static GrantKnowledge of(JsonObject json) {
        return new GrantKnowledge(
                json.getInteger("refusals", 0),
                time(json, "refused_until"),
                json.getString("refusal"),
                time(json, "untaken_since"),
                time(json, "away_since"),
                time(json, "failed_at"),
                undeleted(json.getJsonObject("undeleted", new JsonObject())),
                unclear(json.getJsonObject("unclear", new JsonObject())));
    }

    private static Map<UUID, Instant> unclear(JsonObject json) {
        Map<UUID, Instant> all = new HashMap<>();
        json.fieldNames()
                .forEach(row -> all.put(UUID.fromString(row), Instant.parse(json.getString(row))));
        return all;
    }

    private static Map<UUID, Refusal> undeleted(JsonObject json) {
        Map<UUID, Refusal> all = new HashMap<>();
        for (String row : json.fieldNames()) {
            JsonObject it = json.getJsonObject(row);
            all.put(
                    UUID.fromString(row),
                    new Refusal(Instant.parse(it.getString("until")), it.getBoolean("last")));
        }
        return all;
    }

    private static void put(JsonObject json, String field, @Nullable Instant time) {
        if (time != null) {
            json.put(field, time.toString());
        }
    }

    private static @Nullable Instant time(JsonObject json, String field) {
        String text = json.getString(field);
        return text == null ? null : Instant.parse(text);
    }
}
