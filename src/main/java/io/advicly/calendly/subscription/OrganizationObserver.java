package io.advicly.calendly.subscription;

import io.advicly.calendly.calendly.ListedSubscription;
import io.advicly.calendly.calendly.SubscriptionOwner;
import io.advicly.calendly.calendly.WebhookSubscription;
import io.advicly.calendly.connection.Connection;
import io.advicly.calendly.connection.ConnectionStatus;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BooleanSupplier;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Stream;

/// Looks at an organization: our rows, its connections, and what Calendly lists.
///
/// One owner or admin lists the organization's subscriptions: one call. Accounts are listed one by
/// one only where they need a subscription of their own, may have one left over, or have consented
/// since they were listed last.
@ApplicationScoped
class OrganizationObserver {

    private final OrganizationRecords records;
    private final SubscriptionLists lists;
    private final CallbackUrls urls;
    private final SubscriptionSettings settings;

    OrganizationObserver(
            OrganizationRecords records,
            SubscriptionLists lists,
            CallbackUrls urls,
            SubscriptionSettings settings) {
        this.records = records;
        this.lists = lists;
        this.urls = urls;
        this.settings = settings;
    }

    /// Fails, with what Calendly said, while it cannot be told who is an owner or admin.
    Uni<Observation> observe(Run run) {
        return records.read(run)
                .map(read -> new Looking(run, read))
                .chain(looking ->
                        looking.organizations()
                                .chain(looking::accounts)
                                .map(done -> looking.observation()));
    }

    /// One look, as far as it has come.
    private final class Looking {

        private final Run run;
        private final OrganizationRecords.Read read;
        private final Map<SubscriptionOwner, List<WebhookSubscription>> listed = new HashMap<>();
        private final Set<ListedSubscription.Unreadable> unreadable = new LinkedHashSet<>();

        Looking(Run run, OrganizationRecords.Read read) {
            this.run = run;
            this.read = read;
        }

        Observation observation() {
            return new Observation(
                    run.claim().organizationUri(),
                    members(),
                    read.held(),
                    Map.copyOf(listed),
                    List.copyOf(unreadable),
                    urls,
                    Set.copyOf(settings.events()),
                    run.now());
        }

        /// A grant that a limit keeps from being used is asked to create nothing as long as another
        /// one can.
        private List<Member> members() {
            List<Member> all = read.connections().stream().map(this::member).toList();
            return all.stream()
                    .map(it ->
                            run.isLimited(it.connection())
                                            && all.stream()
                                                    .anyMatch(other -> isUsableFor(it, other))
                                    ? it.notAsked()
                                    : it)
                    .toList();
        }

        private boolean isUsableFor(Member limited, Member other) {
            return other.lives()
                    && !other.refused()
                    && !run.isLimited(other.connection())
                    && (other.isAdmin() || other.has(limited.account()));
        }

        /// Lists the organization's, and finds out who may carry them: as few ask as possible.
        /// Whoever has just consented asks in any case: then a hand-over need not ask all who stay.
        Uni<Void> organizations() {
            List<Connection> all = CandidateOrder.of(observation(), run, read);
            Throwable before = run.postponed().orElse(null);
            return eachWhile(
                            all,
                            it -> !run.isHopeless() && (isNew(it) || !isOrganizationKnown()),
                            it ->
                                    lists.ofOrganization(run, it, isNeeded(it, !isCarried(it)))
                                            .invoke(this::keep))
                    .chain(() ->
                            run.postponed()
                                    .filter(it -> it != before && !isOrganizationKnown())
                                    .map(it -> Uni.createFrom().<Void>failure(it))
                                    .orElseGet(() -> Uni.createFrom().voidItem()));
        }

        private boolean isNew(Connection candidate) {
            return run.known(candidate.boundAccount().uri()).isNew(run.now());
        }

        /// Whoever is served without what is listed has lost nothing where that is refused.
        private static boolean isNeeded(Connection with, boolean toServe) {
            return toServe || with.isLetGo();
        }

        /// Whether there is somebody else who may carry the organization's.
        private boolean isCarried(Connection with) {
            return observation()
                    .living()
                    .anyMatch(it ->
                            it.isAdmin() && !it.refused() && !it.connection().equals(with.id()));
        }

        /// An admin whom Calendly lets create nothing carries nothing: another may be found.
        private boolean isOrganizationKnown() {
            Observation seen = observation();
            return seen.isListed(seen.organization())
                    && seen.living().anyMatch(it -> it.isAdmin() && !it.refused());
        }

        private void keep(SubscriptionLists.Listed found) {
            if (found instanceof SubscriptionLists.Listed.All all) {
                List<WebhookSubscription> readable = new ArrayList<>();
                for (ListedSubscription one : all.subscriptions()) {
                    switch (one) {
                        case ListedSubscription.Readable it -> readable.add(it.subscription());
                        case ListedSubscription.Unreadable it -> unreadable.add(it);
                    }
                }
                listed.put(all.owner(), List.copyOf(readable));
            }
        }

        /// Lists the accounts' own, each with its own grant, else with an admin's.
        Uni<Void> accounts() {
            Observation seen = observation();
            boolean each =
                    !DesiredSubscriptions.of(seen, seen.ours()).containsKey(seen.organization());
            List<Asking> all =
                    accountsToList(seen, each).stream()
                            .flatMap(account -> asking(seen, account))
                            .toList();
            return eachWhile(
                    all,
                    it -> !run.isHopeless(),
                    it ->
                            lists.ofAccount(
                                            run,
                                            it.account(),
                                            it.with(),
                                            it.own() && isNeeded(it.with(), each))
                                    .invoke(this::keep));
        }

        private record Asking(String account, Connection with, boolean own) {}

        /// @param each whether everybody needs a subscription of their own
        private Set<String> accountsToList(Observation seen, boolean each) {
            Set<String> accounts = new LinkedHashSet<>();
            seen.held().stream()
                    .map(Subscription::owner)
                    .filter(SubscriptionOwner.Member.class::isInstance)
                    .map(owner -> ((SubscriptionOwner.Member) owner).userUri())
                    .forEach(accounts::add);
            seen.members().stream()
                    .filter(it -> it.alive() && it.stay() != Member.Stay.ELSEWHERE)
                    .filter(it ->
                            each && it.lives() && !it.refused()
                                    || !run.known(it.account()).ownListed())
                    .map(Member::account)
                    .forEach(accounts::add);
            return accounts;
        }

        private Stream<Asking> asking(Observation seen, String account) {
            Stream<Asking> own =
                    seen.members().stream()
                            .filter(it -> it.has(account) && isUsable(it))
                            .map(it -> new Asking(account, connection(it.connection()), true));
            Stream<Asking> admins =
                    seen.members().stream()
                            .filter(it -> it.isAdmin() && isUsable(it))
                            .map(it -> new Asking(account, connection(it.connection()), false));
            return Stream.concat(own, admins).limit(1);
        }

        private boolean isUsable(Member member) {
            return member.alive() && run.unusable(member.connection()) == null;
        }

        private Connection connection(UUID id) {
            return read.connections().stream()
                    .filter(it -> it.id().equals(id))
                    .findFirst()
                    .orElseThrow();
        }

        private Member member(Connection connection) {
            String account = connection.boundAccount().uri();
            AccountKnowledge known = run.known(account);
            boolean here =
                    connection
                            .boundAccount()
                            .organizationUri()
                            .equals(run.claim().organizationUri());
            boolean alive =
                    connection.hasGrant()
                            && connection.status() != ConnectionStatus.NEEDS_RECONNECT
                            && !run.isDead(connection.id())
                            && !(connection.isLetGo() && run.isSpent(connection.id()));
            // Whoever is let go creates nothing in any case, and may be needed to look and delete.
            boolean askedInVain = run.unusable(connection.id()) != null && !connection.isLetGo();
            return new Member(
                    connection.id(),
                    account,
                    stay(connection, here),
                    alive,
                    connection.status() == ConnectionStatus.ACTIVE,
                    known.roleAt(run.now()),
                    known.isRefused(run.now()) || askedInVain,
                    read.elsewhere().containsKey(connection.id()));
        }

        private Member.Stay stay(Connection connection, boolean here) {
            boolean moved =
                    connection.status() == ConnectionStatus.NEEDS_RECONNECT
                            && read.moved().contains(connection.boundAccount().uri());
            if (!here || moved) {
                return Member.Stay.ELSEWHERE;
            }
            return connection.isLetGo() ? Member.Stay.CLOSING : Member.Stay.STAYING;
        }
    }

    /// One after the other, up to the first that is not wanted; a loop, as there may be hundreds.
    private static <T> Uni<Void> eachWhile(
            List<T> items, Predicate<T> wanted, Function<T, Uni<?>> work) {
        return Uni.createFrom()
                .deferred(() -> {
                    AtomicInteger next = new AtomicInteger();
                    BooleanSupplier goOn =
                            () -> next.get() < items.size() && wanted.test(items.get(next.get()));
                    return !goOn.getAsBoolean()
                            ? Uni.createFrom().voidItem()
                            : Multi.createBy()
                                    .repeating()
                                    .uni(() ->
                                            work.apply(items.get(next.getAndIncrement()))
                                                    .replaceWith(true))
                                    .whilst(done -> goOn.getAsBoolean())
                                    .onItem()
                                    .ignoreAsUni();
                });
    }
}
