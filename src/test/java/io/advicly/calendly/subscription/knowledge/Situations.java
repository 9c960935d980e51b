package io.advicly.calendly.subscription.knowledge;

import io.advicly.calendly.calendly.hook.ListedSubscription;
import io.advicly.calendly.calendly.hook.SubscriptionOwner;
import io.advicly.calendly.calendly.hook.WebhookSubscription;
import io.advicly.calendly.subscription.plan.Observation;
import io.advicly.calendly.subscription.record.CallbackUrls;
import io.advicly.calendly.subscription.record.Subscription;
import io.advicly.calendly.subscription.record.SubscriptionState;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// Observations for tests of the planner.
public final class Situations {

    public static final String ORGANIZATION = "organizations/acme";
    public static final SubscriptionOwner ACME = new SubscriptionOwner.Organization(ORGANIZATION);
    public static final CallbackUrls URLS = new CallbackUrls("https://hooks.example.com");
    public static final List<String> EVENTS = List.of("invitee.created", "invitee.canceled");

    private Situations() {}

    public static Observation of(
            List<Member> members,
            List<Subscription> held,
            Map<SubscriptionOwner, List<WebhookSubscription>> listed) {
        return of(members, held, listed, List.of());
    }

    public static Observation of(
            List<Member> members,
            List<Subscription> held,
            Map<SubscriptionOwner, List<WebhookSubscription>> listed,
            List<ListedSubscription.Unreadable> unreadable) {
        return new Observation(
                ORGANIZATION,
                members,
                held,
                listed,
                unreadable,
                URLS,
                Set.copyOf(EVENTS),
                Instant.EPOCH);
    }

    public static SubscriptionOwner own(String name) {
        return new SubscriptionOwner.Member(ORGANIZATION, "users/" + name);
    }

    public static SubscriptionOwner ownOf(Member member) {
        return new SubscriptionOwner.Member(ORGANIZATION, member.account());
    }

    public static Member admin(String name) {
        return member(name, Role.ADMIN);
    }

    public static Member plain(String name) {
        return member(name, Role.MEMBER);
    }

    private static Member member(String name, Role role) {
        return new Member(
                UUID.nameUUIDFromBytes(name.getBytes(StandardCharsets.UTF_8)),
                "users/" + name,
                Member.Stay.STAYING,
                true,
                true,
                role,
                false,
                false,
                false,
                Set.of());
    }

    public static Member closing(Member it) {
        return changed(it, Member.Stay.CLOSING, it.alive(), false);
    }

    public static Member elsewhere(Member it) {
        return changed(it, Member.Stay.ELSEWHERE, it.alive(), it.active());
    }

    /// A second user of the same account.
    public static Member again(Member it) {
        return new Member(
                UUID.nameUUIDFromBytes(
                        ("again " + it.connection()).getBytes(StandardCharsets.UTF_8)),
                it.account(),
                it.stay(),
                it.alive(),
                it.active(),
                it.role(),
                it.refused(),
                it.troubled(),
                it.neededElsewhere(),
                it.mayNotDelete());
    }

    public static Member neededElsewhere(Member it) {
        return new Member(
                it.connection(),
                it.account(),
                it.stay(),
                it.alive(),
                it.active(),
                it.role(),
                it.refused(),
                it.troubled(),
                true,
                it.mayNotDelete());
    }

    /// Calendly has refused it these rows' subscriptions.
    public static Member mayNotDelete(Member it, Set<UUID> rows) {
        return new Member(
                it.connection(),
                it.account(),
                it.stay(),
                it.alive(),
                it.active(),
                it.role(),
                it.refused(),
                it.troubled(),
                it.neededElsewhere(),
                rows);
    }

    /// Its grant cannot be used for the moment.
    public static Member troubled(Member it) {
        return new Member(
                it.connection(),
                it.account(),
                it.stay(),
                it.alive(),
                it.active(),
                it.role(),
                true,
                true,
                it.neededElsewhere(),
                it.mayNotDelete());
    }

    /// Calendly could not be asked yet.
    public static Member unknown(Member it) {
        return new Member(
                it.connection(),
                it.account(),
                it.stay(),
                it.alive(),
                it.active(),
                Role.UNKNOWN,
                it.refused(),
                it.troubled(),
                it.neededElsewhere(),
                it.mayNotDelete());
    }

    public static Member connecting(Member it) {
        return changed(it, Member.Stay.STAYING, true, false);
    }

    public static Member dead(Member it) {
        return changed(it, it.stay(), false, it.active());
    }

    public static Member deadAdmin(Member it) {
        return dead(it);
    }

    private static Member changed(Member it, Member.Stay stay, boolean alive, boolean active) {
        return new Member(
                it.connection(),
                it.account(),
                stay,
                alive,
                active,
                it.role(),
                it.refused(),
                it.troubled(),
                it.neededElsewhere(),
                it.mayNotDelete());
    }

    public static Subscription row(String uri, SubscriptionOwner owner, Member carrier) {
        return subscription(
                uri, uri, owner, SubscriptionState.ACTIVE, carrier, Subscription.Creation.ANSWERED);
    }

    /// Created by a second call, a moment ago, after a first one that was not answered.
    public static Subscription repeated(String uri, SubscriptionOwner owner, Member carrier) {
        return subscription(
                uri, uri, owner, SubscriptionState.ACTIVE, carrier, Subscription.Creation.REPEATED);
    }

    public static Subscription inactive(Subscription it) {
        return new Subscription(
                it.id(),
                it.owner(),
                it.webhookUri(),
                it.callbackUrl(),
                it.state(),
                it.keyHeld(),
                false,
                it.carrier(),
                it.create(),
                it.waits(),
                it.nextTryAt(),
                it.lastError(),
                it.createdAt(),
                it.checkedAt(),
                it.asTold());
    }

    /// In this state, and Calendly is not asked about it again yet, or it is.
    public static Subscription turned(Subscription it, SubscriptionState state, boolean waits) {
        return new Subscription(
                it.id(),
                it.owner(),
                it.webhookUri(),
                it.callbackUrl(),
                state,
                it.keyHeld(),
                false,
                it.carrier(),
                it.create(),
                waits,
                it.nextTryAt(),
                it.lastError(),
                it.createdAt(),
                it.checkedAt(),
                it.asTold());
    }

    public static Subscription told(Subscription it, @Nullable String asTold) {
        return new Subscription(
                it.id(),
                it.owner(),
                it.webhookUri(),
                it.callbackUrl(),
                it.state(),
                it.keyHeld(),
                it.active(),
                it.carrier(),
                it.create(),
                it.waits(),
                it.nextTryAt(),
                it.lastError(),
                it.createdAt(),
                it.checkedAt(),
                asTold);
    }

    public static Subscription intent(SubscriptionOwner owner, Member carrier) {
        return subscription(
                null,
                "intent",
                owner,
                SubscriptionState.PENDING,
                carrier,
                Subscription.Creation.LOST);
    }

    public static Subscription onItsWay(SubscriptionOwner owner, Member carrier) {
        return subscription(
                null,
                "sent",
                owner,
                SubscriptionState.PENDING,
                carrier,
                Subscription.Creation.ON_ITS_WAY);
    }

    public static Subscription subscription(
            @Nullable String uri,
            String token,
            SubscriptionOwner owner,
            SubscriptionState state,
            Member carrier,
            Subscription.Creation create) {
        return new Subscription(
                UUID.nameUUIDFromBytes(("row " + token).getBytes(StandardCharsets.UTF_8)),
                owner,
                uri,
                URLS.urlFor(token).toString(),
                state,
                true,
                state == SubscriptionState.ACTIVE,
                carrier.connection(),
                create,
                false,
                null,
                null,
                Instant.EPOCH,
                null,
                null);
    }

    /// As Calendly lists a row.
    public static WebhookSubscription hook(Subscription row) {
        return new WebhookSubscription(
                String.valueOf(row.webhookUri()),
                row.callbackUrl(),
                row.owner(),
                EVENTS,
                true,
                null,
                row.createdAt());
    }

    public static WebhookSubscription retrying(Subscription row, @Nullable Instant since) {
        return new WebhookSubscription(
                String.valueOf(row.webhookUri()),
                row.callbackUrl(),
                row.owner(),
                EVENTS,
                true,
                since,
                row.createdAt());
    }

    public static WebhookSubscription disabled(WebhookSubscription it) {
        return new WebhookSubscription(
                it.uri(),
                it.callbackUrl(),
                it.owner(),
                it.events(),
                false,
                it.retryStartedAt(),
                it.createdAt());
    }
}
