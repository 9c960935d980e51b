package io.advicly.calendly.subscription.plan;

import io.advicly.calendly.calendly.hook.ListedSubscription;
import io.advicly.calendly.calendly.hook.SubscriptionOwner;
import io.advicly.calendly.calendly.hook.WebhookSubscription;
import io.advicly.calendly.subscription.knowledge.Member;
import io.advicly.calendly.subscription.record.CallbackUrls;
import io.advicly.calendly.subscription.record.Subscription;
import io.advicly.calendly.subscription.record.SubscriptionState;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// An organization at one moment: all that decides what happens to its subscriptions. Pure.
///
/// @param members connections that concern it, those that are connected longest first
/// @param held our rows, those that are deleted left out
/// @param listed what Calendly lists, by owner; an owner whose list could not be read is absent
/// @param unreadable records of those lists that could not be read
/// @param events the events that a subscription should have
/// @param at when the look began, by the database's clock
public record Observation(
        String organizationUri,
        List<Member> members,
        List<Subscription> held,
        Map<SubscriptionOwner, List<WebhookSubscription>> listed,
        List<ListedSubscription.Unreadable> unreadable,
        CallbackUrls urls,
        Set<String> events,
        Instant at) {

    public SubscriptionOwner organization() {
        return new SubscriptionOwner.Organization(organizationUri);
    }

    public SubscriptionOwner own(String account) {
        return new SubscriptionOwner.Member(organizationUri, account);
    }

    public boolean isListed(SubscriptionOwner owner) {
        return listed.containsKey(owner);
    }

    /// Whether Calendly has told what the owner has: not where all that it says of what should
    /// serve cannot be read.
    public boolean isRead(SubscriptionOwner owner) {
        return isListed(owner)
                && held.stream()
                        .noneMatch(row ->
                                row.owner().equals(owner) && row.isBelievedIn() && isUnclear(row));
    }

    /// Whether Calendly lists it and nothing more can be told of it.
    boolean isUnclear(Subscription row) {
        return unreadable.stream()
                .anyMatch(it ->
                        (it.uri() != null && it.uri().equals(row.webhookUri()))
                                || (it.callbackUrl() != null
                                        && tokenOf(it.callbackUrl()).equals(row.urlToken())));
    }

    public Stream<Member> staying() {
        return members.stream().filter(Member::stays);
    }

    public Stream<Member> living() {
        return members.stream().filter(Member::lives);
    }

    /// Those that a subscription of this owner delivers to.
    Stream<Member> servedBy(SubscriptionOwner owner) {
        return staying().filter(it -> isServedBy(it, owner));
    }

    private static boolean isServedBy(Member it, SubscriptionOwner owner) {
        return switch (owner) {
            case SubscriptionOwner.Organization _ -> true;
            case SubscriptionOwner.Member member -> it.has(member.userUri());
        };
    }

    Optional<Member> member(UUID connection) {
        return members.stream().filter(it -> it.connection().equals(connection)).findFirst();
    }

    /// What Calendly lists and is ours; anything else belongs to somebody else. Ours is what leads
    /// to our intake, and what our rows know: by its URI, or by the token at the end of its
    /// address, as after a create whose answer was lost.
    public List<Hook> ours() {
        Map<String, Subscription> byUri = new HashMap<>();
        Map<String, Subscription> byToken = new HashMap<>();
        for (Subscription row : held) {
            byToken.put(row.urlToken(), row);
            if (row.webhookUri() != null) {
                byUri.put(row.webhookUri(), row);
            }
        }
        return listed.values().stream()
                .flatMap(List::stream)
                .distinct()
                .map(it -> ourHook(it, byUri, byToken))
                .filter(hook -> hook.row() != null || urls.covers(hook.seen().callbackUrl()))
                .toList();
    }

    private Hook ourHook(
            WebhookSubscription it,
            Map<String, Subscription> byUri,
            Map<String, Subscription> byToken) {
        return hook(it, byUri.getOrDefault(it.uri(), byToken.get(tokenOf(it.callbackUrl()))));
    }

    private static String tokenOf(String address) {
        return address.substring(address.lastIndexOf('/') + 1);
    }

    private Hook hook(WebhookSubscription listed, @Nullable Subscription row) {
        return new Hook(listed, row, row != null && isGood(listed, row));
    }

    /// Our rows that Calendly does not list.
    List<Subscription> unlisted(List<Hook> ours) {
        Set<UUID> found =
                ours.stream()
                        .map(Hook::row)
                        .filter(Objects::nonNull)
                        .map(Subscription::id)
                        .collect(Collectors.toSet());
        return held.stream().filter(row -> !found.contains(row.id())).toList();
    }

    /// Delivers all that we want to our address, and we can verify it.
    private boolean isGood(WebhookSubscription seen, Subscription row) {
        return seen.active()
                && row.keyHeld()
                && row.state() != SubscriptionState.ORPHANED
                && row.owner().equals(seen.owner())
                && isAsAsked(seen, row);
    }

    /// Or created as we still want it, however Calendly describes it.
    private boolean isAsAsked(WebhookSubscription seen, Subscription row) {
        return AsTold.isAsAsked(events, row.callbackUrl(), seen)
                || (AsTold.wasAskedFor(events, row.callbackUrl(), row.asTold())
                        && tokenOf(seen.callbackUrl()).equals(row.urlToken()));
    }
}
