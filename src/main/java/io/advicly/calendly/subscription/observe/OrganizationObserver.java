package io.advicly.calendly.subscription.observe;

import io.advicly.calendly.calendly.hook.ListedSubscription;
import io.advicly.calendly.calendly.hook.SubscriptionOwner;
import io.advicly.calendly.calendly.hook.WebhookSubscription;
import io.advicly.calendly.connection.Connection;
import io.advicly.calendly.connection.ConnectionStatus;
import io.advicly.calendly.connection.InsufficientConsent;
import io.advicly.calendly.platform.chain.Unis;
import io.advicly.calendly.subscription.SubscriptionSettings;
import io.advicly.calendly.subscription.claim.Run;
import io.advicly.calendly.subscription.knowledge.AccountKnowledge;
import io.advicly.calendly.subscription.knowledge.GrantKnowledge;
import io.advicly.calendly.subscription.knowledge.Member;
import io.advicly.calendly.subscription.knowledge.Role;
import io.advicly.calendly.subscription.plan.DesiredSubscriptions;
import io.advicly.calendly.subscription.plan.Observation;
import io.advicly.calendly.subscription.plan.StandIns;
import io.advicly.calendly.subscription.record.CallbackUrls;
import io.advicly.calendly.subscription.record.Subscription;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Comparator;
import java.util.HashMap;
import java.util.Iterator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Stream;

/// Looks at an organization: our rows, its connections, and what Calendly lists.
///
/// One owner or admin lists the organization's subscriptions: one call. Accounts are listed one by
/// one only where they need a subscription of their own, may have one left over, or have consented
/// since they were listed last.
@ApplicationScoped
public class OrganizationObserver {

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

    /// What could not be read, as Calendly, or a grant, was away, is left out.
    public Uni<Observation> observe(Run run) {
        return records.read(run)
                .map(read -> new Looking(run, read))
                .chain(OrganizationObserver::lookEverywhere);
    }

    private static Uni<Observation> lookEverywhere(Looking looking) {
        return looking.organizations()
                .chain(looking::anybodyElse)
                .chain(looking::accounts)
                .invoke(looking.run::concludeUnseen)
                .chain(looking::refusedTokens)
                .map(done -> looking.observation());
    }

    /// One look, as far as it has come.
    private final class Looking {

        private final Run run;
        private final OrganizationRecords.Read read;
        private final Map<SubscriptionOwner, List<WebhookSubscription>> listed = new HashMap<>();
        private final Set<ListedSubscription.Unreadable> unreadable = new LinkedHashSet<>();
        private boolean organizationKnown;

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

        private List<Member> members() {
            return StandIns.among(
                    read.connections().stream().map(this::member).toList(), run::isLimited);
        }

        /// Lists the organization's, and finds out who may carry them: as few ask as possible.
        /// Whoever has just consented asks in any case: then a hand-over need not ask all who stay.
        /// Whoever cannot be asked leaves what they know unread, and keeps nobody else from it.
        Uni<Void> organizations() {
            return each(
                    CandidateOrder.of(observation(), run, read),
                    it -> isNew(it) || !isOrganizationKnown(),
                    it ->
                            lists.ofOrganization(run, it, isNeeded(it, !isCarried(it)))
                                    .invoke(this::keep));
        }

        private boolean isNew(Connection candidate) {
            return run.known(candidate.boundAccount().uri()).isNew(candidate.id(), run.now());
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
            if (!organizationKnown) {
                Observation seen = observation();
                organizationKnown =
                        seen.isListed(seen.organization())
                                && seen.living().anyMatch(it -> it.isAdmin() && !it.refused());
            }
            return organizationKnown;
        }

        private void keep(SubscriptionLists.Listed found) {
            if (found instanceof SubscriptionLists.Listed.All all) {
                unreadable.addAll(all.unreadable());
                listed.put(all.owner(), all.readable());
            }
        }

        /// Where somebody was not answered, and nobody else was asked, somebody else is: that tells
        /// one grant's trouble from a Calendly that is away.
        Uni<Void> anybodyElse() {
            List<Connection> others =
                    run.isAnybodySilent()
                            ? observation()
                                    .living()
                                    .map(it -> connection(it.connection()))
                                    .filter(it -> !run.isUnheard(it.id()) && isUsable(it))
                                    .toList()
                            : List.of();
            return each(
                    others,
                    it -> !run.isAnybodyHeard(),
                    it ->
                            lists.ofAccount(run, it.boundAccount().uri(), it, false)
                                    .invoke(this::keep));
        }

        /// Lists the accounts' own, each with its own grant, else with an admin's. Whoever was
        /// answered last time is asked first: nobody comes behind the same few in trouble for ever.
        Uni<Void> accounts() {
            Observation seen = observation();
            boolean each =
                    !DesiredSubscriptions.of(seen, seen.ours()).containsKey(seen.organization());
            List<Asking> all =
                    accountsToList(seen, each).stream()
                            .flatMap(account -> asking(seen, account))
                            .sorted(
                                    Comparator.comparing(
                                            it -> run.knownOf(it.with().id()).lastInVain()))
                            .toList();
            return each(
                    all,
                    it -> !listed.containsKey(seen.own(it.account())) && isUsable(it.with()),
                    it -> readOwnList(it, each));
        }

        /// Whoever's fresh token was refused is asked once it may be renewed, though others have
        /// told all: nothing else may be asked with it for a day, and for as long its user is shown
        /// that Calendly refuses it.
        Uni<Void> refusedTokens() {
            return each(
                    read.connections().stream().filter(this::isWorthATry).toList(),
                    this::isUsable,
                    it ->
                            lists.ofAccount(run, it.boundAccount().uri(), it, false)
                                    .invoke(this::keep));
        }

        private boolean isWorthATry(Connection connection) {
            InsufficientConsent refused = connection.insufficientConsent();
            return refused != null
                    && refused.cause() == InsufficientConsent.Cause.TOKEN
                    && (refused.triedAgainAt() == null
                            || !refused.triedAgainAt().isAfter(run.now()))
                    && connection.status() == ConnectionStatus.ACTIVE
                    && connection.hasGrant();
        }

        private Uni<SubscriptionLists.Listed> readOwnList(Looking.Asking it, boolean each) {
            return lists.ofAccount(
                            run, it.account(), it.with(), it.own() && isNeeded(it.with(), each))
                    .invoke(this::keep);
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
                            (each && it.lives() && !it.refused())
                                    || run.known(it.account()).isToBeListed(run.now()))
                    .map(Member::account)
                    .forEach(accounts::add);
            return accounts;
        }

        /// Whoever was refused something may be allowed to look, but is not asked before others.
        private Stream<Asking> asking(Observation seen, String account) {
            Stream<Member> own = usable(seen, it -> it.has(account) && !it.refused());
            Stream<Member> admins =
                    usable(seen, Member::isAdmin)
                            .sorted(Comparator.comparing(it -> known(it).lastInVain()))
                            .limit(1);
            Stream<Member> refused =
                    usable(seen, it -> it.has(account) && it.refused())
                            .sorted(Comparator.comparingInt(it -> known(it).refusals()))
                            .limit(1);
            return Stream.of(own, admins, refused)
                    .flatMap(it -> it)
                    .map(it -> new Asking(account, connection(it.connection()), it.has(account)));
        }

        private GrantKnowledge known(Member member) {
            return run.knownOf(member.connection());
        }

        private Stream<Member> usable(Observation seen, Predicate<Member> which) {
            return seen.members().stream()
                    .filter(it -> it.alive() && run.unusable(it.connection()) == null)
                    .filter(which);
        }

        private boolean isUsable(Connection with) {
            return !run.isDead(with.id()) && run.unusable(with.id()) == null;
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
            Role role = role(connection, known);
            boolean refused = known.grant(connection.id()).isRefused(run.now());
            boolean inVain = isAskedInVain(connection, role);
            return new Member(
                    connection.id(),
                    account,
                    stay(connection, here),
                    alive,
                    connection.active(),
                    role,
                    refused || inVain,
                    inVain && !refused && run.mayRecover(connection.id()),
                    read.elsewhere().containsKey(connection.id()),
                    known.grant(connection.id()).undeleted(connection.isLetGo(), run.now()));
        }

        /// Whoever is let go creates nothing in any case, and may be needed to look and delete.
        /// With the grant of somebody who may be an admin for all that is known, nothing is made
        /// that would be too much as soon as that is known.
        private boolean isAskedInVain(Connection connection, Role role) {
            return !connection.isLetGo()
                    && (run.isAskedInVain(connection.id())
                            || (role == Role.UNKNOWN && run.isUnheard(connection.id())));
        }

        /// Whoever was an admin, or carries the organization's, is taken for one as long as it
        /// cannot be asked: else hundreds were given one of their own for one answer that did not
        /// come.
        private Role role(Connection connection, AccountKnowledge known) {
            Role role = known.roleAt(run.now());
            boolean presumed =
                    role == Role.UNKNOWN
                            && run.isUnheard(connection.id())
                            && (known.wasAdmin() || carriesOrganizations(connection));
            return presumed ? Role.ADMIN : role;
        }

        private boolean carriesOrganizations(Connection connection) {
            return read.held().stream()
                    .filter(row -> row.owner() instanceof SubscriptionOwner.Organization)
                    .filter(row -> row.active() && row.isAccepted())
                    .anyMatch(row -> connection.id().equals(row.carrier()));
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

        /// One after the other, those that are still wanted when it is their turn, until Calendly
        /// is away; a loop, as there may be hundreds.
        private <T> Uni<Void> each(List<T> items, Predicate<T> wanted, Function<T, Uni<?>> work) {
            Iterator<T> left = items.iterator();
            return Multi.createBy()
                    .repeating()
                    .<Boolean>uni(() ->
                            next(left, wanted)
                                    .map(it -> work.apply(it).replaceWith(true))
                                    .orElseGet(() -> Unis.item(false)))
                    .whilst(goOn -> goOn)
                    .onItem()
                    .ignoreAsUni();
        }

        private <T> Optional<T> next(Iterator<T> left, Predicate<T> wanted) {
            while (left.hasNext() && !run.isHopeless()) {
                T next = left.next();
                if (wanted.test(next)) {
                    return Optional.of(next);
                }
            }
            return Optional.empty();
        }
    }
}
