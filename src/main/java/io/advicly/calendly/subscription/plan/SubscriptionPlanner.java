package io.advicly.calendly.subscription.plan;

import io.advicly.calendly.calendly.hook.SubscriptionOwner;
import io.advicly.calendly.subscription.knowledge.Member;
import io.advicly.calendly.subscription.knowledge.Role;
import io.advicly.calendly.subscription.record.Subscription;
import io.advicly.calendly.subscription.record.SubscriptionState;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// Decides all that happens to the subscriptions of an organization. Pure.
///
/// New before old: what serves somebody who stays is deleted only after a replacement serves them,
/// and kept where nothing can replace it. Carrying the plan out and planning again gives nothing to
/// do.
public final class SubscriptionPlanner {

    private final Observation seen;
    private final Deleters deleters;
    private final List<Hook> ours;
    private final List<Subscription> unlisted;
    private final Map<SubscriptionOwner, DesiredSubscriptions.Carriage> desired;
    private final List<Step> steps = new ArrayList<>();
    private final List<String> open = new ArrayList<>();
    private final Set<UUID> intents = new HashSet<>();
    private final Set<SubscriptionOwner> served = new HashSet<>();
    private final Set<UUID> awaited = new HashSet<>();

    private SubscriptionPlanner(Observation seen) {
        this.seen = seen;
        this.deleters = new Deleters(seen);
        this.ours = seen.ours();
        this.unlisted = seen.unlisted(ours);
        this.desired = DesiredSubscriptions.of(seen, ours);
    }

    public static Plan plan(Observation seen) {
        return new SubscriptionPlanner(seen).decide();
    }

    private Plan decide() {
        ours.forEach(this::correct);
        desired.forEach(this::serve);
        ours.stream().filter(hook -> !isKept(hook)).forEach(this::deleteListed);
        unlisted.stream().filter(row -> !intents.contains(row.id())).forEach(this::clear);
        seen.members().stream().filter(it -> it.stay() == Member.Stay.CLOSING).forEach(this::letGo);
        return new Plan(desired.keySet(), steps, missing(), open);
    }

    private void serve(SubscriptionOwner owner, DesiredSubscriptions.Carriage carriage) {
        Hook kept = carriage.kept();
        if (kept != null) {
            served.add(owner);
            steps.add(
                    new Step.Keep(
                            owner,
                            Objects.requireNonNull(kept.row()).id(),
                            kept.uri(),
                            carriage.carrier(),
                            kept.seen().retryStartedAt()));
            return;
        }
        Optional<Subscription> intent = intent(owner);
        intent.ifPresent(row -> intents.add(row.id()));
        if (!seen.isRead(owner)) {
            open.add(unread(owner));
        } else if (intent.filter(Subscription::waits).isPresent()) {
            open.add("Calendly has refused " + words(owner) + ".");
        } else {
            served.add(owner);
            steps.add(
                    new Step.Create(
                            owner, carriage.carrier(), intent.map(Subscription::id).orElse(null)));
        }
    }

    /// One per owner: the newest row that was stored before a create and belongs to nothing listed.
    private Optional<Subscription> intent(SubscriptionOwner owner) {
        return unlisted.stream()
                .filter(row -> row.owner().equals(owner) && row.isIntent() && row.keyHeld())
                .max(Comparator.comparing(Subscription::createdAt).thenComparing(Subscription::id));
    }

    /// A row that still says active, or on its way, although Calendly, or we, have given up on it;
    /// or that is on its way although it is there. First, so that an owner never has two intents.
    private void correct(Hook hook) {
        Subscription row = hook.row();
        if (row != null && row.isBelievedIn() && !keepsItsRow(hook)) {
            if (!hook.seen().active()) {
                steps.add(
                        new Step.Lose(
                                row.id(),
                                "Calendly has disabled it after a day of failed deliveries."));
            } else if (!row.keyHeld()) {
                steps.add(new Step.Lose(row.id(), "Its signing key cannot be read."));
            } else if (row.isIntent() && !isKept(hook)) {
                steps.add(new Step.Recognise(row.id(), hook.uri()));
            }
        }
    }

    private boolean isKept(Hook hook) {
        return desired.values().stream()
                .map(DesiredSubscriptions.Carriage::kept)
                .anyMatch(kept -> kept != null && kept.uri().equals(hook.uri()));
    }

    private void deleteListed(Hook hook) {
        if (!keepsItsRow(hook)) {
            remove(hook.owner(), hook.uri(), hook.row(), hook.delivers());
            return;
        }
        List<UUID> grants = deleters.find(hook.owner(), hook.row());
        if (!grants.isEmpty()) {
            Set<SubscriptionOwner> after = Set.of(Objects.requireNonNull(hook.row()).owner());
            steps.add(new Step.Delete(hook.owner(), hook.uri(), null, grants, after));
        }
    }

    /// Two hooks may lead to one address: the row stays with the one that is kept.
    private boolean keepsItsRow(Hook other) {
        Subscription row = other.row();
        return row != null
                && desired.values().stream()
                        .map(DesiredSubscriptions.Carriage::kept)
                        .filter(Objects::nonNull)
                        .filter(kept -> !kept.uri().equals(other.uri()))
                        .anyMatch(kept -> row.equals(kept.row()));
    }

    /// A row that Calendly does not list, or that nobody could look up.
    private void clear(Subscription row) {
        if (seen.isRead(row.owner()) && !seen.isUnclear(row)) {
            clearMissing(row);
        } else if (row.onItsWay()) {
            open.add("An unanswered create may still arrive for " + words(row.owner()) + ".");
        } else if (row.webhookUri() != null) {
            remove(row.owner(), row.webhookUri(), row, row.isAccepted());
        } else if (seen.isUnclear(row)) {
            open.add(unread(row.owner()));
        } else if (!row.mayBeThere()) {
            forget(row);
        } else if (!mayBeLookedUp(row.owner())) {
            orphan(row, successors(row.owner(), row.isAccepted()));
        }
    }

    /// Whoever Calendly has moved elsewhere is not told what is listed here.
    private boolean mayBeLookedUp(SubscriptionOwner owner) {
        List<UUID> grants = deleters.find(owner, null);
        return seen.members().stream()
                .anyMatch(it ->
                        it.stay() != Member.Stay.ELSEWHERE && grants.contains(it.connection()));
    }

    private void clearMissing(Subscription row) {
        if (row.onItsWay()) {
            open.add("An unanswered create may still arrive for " + words(row.owner()) + ".");
        } else {
            forget(row);
        }
    }

    /// What Calendly has refused stays, for whoever is served by nothing else: it tells why, and is
    /// the intent of the next attempt.
    private void forget(Subscription row) {
        boolean awaited =
                row.isRefused()
                        && seen.servedBy(row.owner())
                                .anyMatch(it -> it.alive() && serverOf(it).isEmpty());
        if (awaited) {
            open.add("Calendly has refused " + words(row.owner()) + ".");
        } else {
            steps.add(new Step.Forget(row.id(), row.webhookUri() != null && row.active()));
        }
    }

    /// @param delivers whether somebody may still get meetings by it
    private void remove(
            SubscriptionOwner owner, String uri, @Nullable Subscription row, boolean delivers) {
        Optional<Set<SubscriptionOwner>> successors = successors(owner, delivers);
        List<UUID> grants = deleters.find(owner, row);
        if (row != null && row.mayArriveAgain() && !grants.isEmpty()) {
            awaited.addAll(grants);
            open.add("An unanswered create may still arrive for " + words(owner) + ".");
            return;
        }
        if (successors.isEmpty() && isReplacedSoon(owner)) {
            awaited.addAll(grants);
        }
        if (successors.isPresent() && !grants.isEmpty()) {
            steps.add(
                    new Step.Delete(
                            owner, uri, row == null ? null : row.id(), grants, successors.get()));
        } else if (row != null) {
            orphan(row, successors);
        }
    }

    /// Whether whoever has nothing else gets something else as soon as their grant can be used, or
    /// Calendly has told what they have.
    private boolean isReplacedSoon(SubscriptionOwner owner) {
        return seen.servedBy(owner)
                .filter(it -> serverOf(it).isEmpty())
                .allMatch(it -> it.lives() && (it.troubled() || isUnread(it)));
    }

    private boolean isUnread(Member member) {
        return Stream.of(seen.organization(), seen.own(member.account()))
                .anyMatch(owner -> desired.containsKey(owner) && !seen.isRead(owner));
    }

    private void orphan(Subscription row, Optional<Set<SubscriptionOwner>> successors) {
        if (row.state() != SubscriptionState.ORPHANED) {
            successors.ifPresent(after -> steps.add(new Step.Orphan(row.id(), after)));
        }
    }

    /// Who serves instead of a subscription those who stay; empty where it is all that one of them
    /// has.
    private Optional<Set<SubscriptionOwner>> successors(SubscriptionOwner owner, boolean delivers) {
        Set<SubscriptionOwner> successors = new HashSet<>();
        for (Member member : delivers ? seen.servedBy(owner).toList() : List.<Member>of()) {
            Optional<SubscriptionOwner> successor = serverOf(member);
            if (successor.isEmpty()) {
                return Optional.empty();
            }
            successors.add(successor.get());
        }
        return Optional.of(successors);
    }

    /// Who serves somebody once the plan is carried out.
    private Optional<SubscriptionOwner> serverOf(Member member) {
        return Stream.of(seen.organization(), seen.own(member.account()))
                .filter(served::contains)
                .findFirst();
    }

    /// Its grant stays as long as it may be needed: here, elsewhere, or for a create that was sent
    /// with it and may still arrive.
    private void letGo(Member closing) {
        boolean mayStillCreate =
                closing.alive()
                        && seen.held().stream()
                                .anyMatch(row ->
                                        row.onItsWay()
                                                && closing.connection().equals(row.carrier()));
        if (closing.alive() && closing.neededElsewhere()) {
            open.add("A grant that is let go is needed in another organization.");
        } else if (closing.alive() && awaited.contains(closing.connection())) {
            open.add("A grant that is let go is needed to delete what is about to be replaced.");
        } else if (!mayStillCreate && isAloneToLookUp(closing)) {
            open.add("A grant that is let go is needed to look up an unanswered create.");
        } else if (!mayStillCreate) {
            Set<String> deletions =
                    steps.stream()
                            .filter(Step.Delete.class::isInstance)
                            .map(Step.Delete.class::cast)
                            .filter(it -> it.grants().contains(closing.connection()))
                            .map(Step.Delete::webhookUri)
                            .collect(Collectors.toSet());
            steps.add(new Step.LetGo(closing.connection(), deletions));
        }
    }

    /// Whether a create may have been carried out that nobody who is left could ever find, because
    /// this look has failed.
    private boolean isAloneToLookUp(Member closing) {
        return mayLookUp(closing)
                && seen.held().stream()
                        .filter(row -> row.mayBeThere() && !seen.isRead(row.owner()))
                        .map(Subscription::owner)
                        .anyMatch(owner -> isOnlyOneToLookUp(owner, closing));
    }

    private boolean isOnlyOneToLookUp(SubscriptionOwner owner, Member closing) {
        return mayLookUp(closing, owner)
                && seen.living().noneMatch(it -> mayLookUp(it) && mayLookUp(it, owner));
    }

    private static boolean mayLookUp(Member member) {
        return member.alive() && !member.refused();
    }

    private static boolean mayLookUp(Member member, SubscriptionOwner owner) {
        return member.isAdmin()
                || switch (owner) {
                    case SubscriptionOwner.Organization _ -> member.role() != Role.MEMBER;
                    case SubscriptionOwner.Member own -> member.has(own.userUri());
                };
    }

    /// Whoever is served by nothing that delivers all; or by a subscription that is given up, with
    /// what Calendly is still trying to deliver. Also those whose grant is dead: once they have
    /// consented again, nobody knows any more what they have missed.
    private Set<UUID> missing() {
        Set<SubscriptionOwner> good =
                ours.stream().filter(Hook::good).map(Hook::owner).collect(Collectors.toSet());
        Set<SubscriptionOwner> givenUp =
                ours.stream()
                        .filter(hook -> !isKept(hook) && hook.seen().retryStartedAt() != null)
                        .map(Hook::owner)
                        .collect(Collectors.toSet());
        return seen.staying()
                .filter(Member::active)
                .filter(it -> isMissing(it, good) || isServed(it, givenUp))
                .map(Member::connection)
                .collect(Collectors.toSet());
    }

    /// Whoever gets another one is served by that from then on: nobody looks any more whether what
    /// was believed in until then had still served.
    private boolean isMissing(Member member, Set<SubscriptionOwner> good) {
        return !isServed(member, good) && (isServed(member, created()) || !mayBeServed(member));
    }

    private Set<SubscriptionOwner> created() {
        return steps.stream()
                .filter(Step.Create.class::isInstance)
                .map(step -> ((Step.Create) step).owner())
                .collect(Collectors.toSet());
    }

    /// A look that failed is no loss: what has served so far is believed in until it is seen that
    /// it does so no more, be it the active one of its owner or one that is not replaced yet.
    private boolean mayBeServed(Member member) {
        return seen.held().stream()
                .filter(row -> row.webhookUri() != null && row.isAccepted())
                .filter(row -> !seen.isRead(row.owner()))
                .map(Subscription::owner)
                .anyMatch(owner -> hasSomebodyFor(owner, member));
    }

    private boolean hasSomebodyFor(SubscriptionOwner owner, Member member) {
        return switch (owner) {
            case SubscriptionOwner.Organization _ ->
                    seen.members().stream().anyMatch(Member::isAdmin);
            case SubscriptionOwner.Member own -> member.has(own.userUri());
        };
    }

    private boolean isServed(Member member, Set<SubscriptionOwner> owners) {
        return owners.contains(seen.organization()) || owners.contains(seen.own(member.account()));
    }

    private String unread(SubscriptionOwner owner) {
        return seen.isListed(owner)
                ? "What Calendly lists as " + words(owner) + " cannot be read."
                : "Calendly could not be asked about " + words(owner) + ".";
    }

    private static String words(SubscriptionOwner owner) {
        return switch (owner) {
            case SubscriptionOwner.Organization _ -> "the organization's subscription";
            case SubscriptionOwner.Member member -> "the subscription of " + member.userUri();
        };
    }
}
