package io.advicly.calendly.subscription.claim;

import static java.util.stream.Collectors.toSet;

import io.advicly.calendly.calendly.CalendlyFailure;
import io.advicly.calendly.calendly.RequestIds;
import io.advicly.calendly.connection.LinkedAccount;
import io.advicly.calendly.subscription.knowledge.AccountKnowledge;
import io.advicly.calendly.subscription.knowledge.GrantKnowledge;
import io.advicly.calendly.subscription.knowledge.Member;
import io.advicly.calendly.subscription.knowledge.OrganizationClaim;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/// What the controller has learned while it reconciles an organization once. Used by one context.
public final class Run {

    private static final int MOST_UNANSWERED = 3;

    private final OrganizationClaim claim;
    private final OrganizationClaims.Held held;
    private final Duration firstPause;
    private final Map<String, AccountKnowledge> accounts;
    private final Set<UUID> dead = new HashSet<>();
    private final Map<UUID, RuntimeException> unusable = new HashMap<>();
    private final Set<UUID> limited = new HashSet<>();
    private final Set<UUID> leaving = new HashSet<>();
    private final Set<UUID> unheard = new HashSet<>();
    private final Set<UUID> silent = new HashSet<>();
    private final Map<UUID, LinkedAccount> connections = new HashMap<>();
    private final Set<String> others = new TreeSet<>();
    private final Set<String> unseen = new HashSet<>();
    private final RequestIds requestIds = new RequestIds();
    private final Tally tally = new Tally();
    private final Set<String> troubles = new LinkedHashSet<>();
    private @Nullable Throwable postponed;
    private int unanswered;
    private int lessons;
    private boolean heard;

    /// @param firstPause after a first refusal
    public Run(OrganizationClaim claim, OrganizationClaims.Held held, Duration firstPause) {
        this.claim = claim;
        this.held = held;
        this.firstPause = firstPause;
        this.accounts = new HashMap<>(claim.accounts());
    }

    public OrganizationClaim claim() {
        return claim;
    }

    public OrganizationClaims.Held held() {
        return held;
    }

    public Instant now() {
        return claim.now();
    }

    public RequestIds requestIds() {
        return requestIds;
    }

    public Tally tally() {
        return tally;
    }

    public AccountKnowledge known(String account) {
        return accounts.getOrDefault(account, AccountKnowledge.NOTHING);
    }

    public void learn(String account, UnaryOperator<AccountKnowledge> lesson) {
        AccountKnowledge before = known(account);
        AccountKnowledge after = lesson.apply(before);
        accounts.put(account, after);
        lessons += after.equals(before) ? 0 : 1;
    }

    /// How often something was learned that was not known: what was decided before may be decided
    /// otherwise now.
    public int lessons() {
        return lessons;
    }

    public GrantKnowledge knownOf(UUID connection) {
        return accountOf(connection)
                .map(account -> known(account).grant(connection))
                .orElse(GrantKnowledge.NOTHING);
    }

    private void learnOf(UUID connection, UnaryOperator<GrantKnowledge> lesson) {
        accountOf(connection)
                .ifPresent(account -> learn(account, it -> it.with(connection, lesson)));
    }

    public void learnRefusal(UUID connection, String words) {
        learnOf(connection, it -> it.refused(words, now(), firstPause));
    }

    /// Calendly has created something with the connection's grant.
    public void accepts(UUID connection) {
        learnOf(connection, GrantKnowledge::accepted);
    }

    /// Calendly has refused to delete a row's subscription with the connection's grant.
    public void mayNotDelete(UUID connection, UUID row) {
        boolean last = leaving.contains(connection);
        learnOf(connection, it -> it.mayNotDelete(row, last, now()));
    }

    /// The same in a way that may be over soon, until it has gone on for long.
    ///
    /// @return whether it is to be tried again
    public boolean isUnclear(UUID connection, UUID row) {
        learnOf(connection, it -> it.unclear(row, now()));
        return !knownOf(connection).isUnclearForLong(row, now());
    }

    /// Whether nothing more is to be expected of the connection's grant for the row's subscription.
    public boolean isOverFor(UUID connection, UUID row) {
        return isDead(connection)
                || knownOf(connection).undeleted(leaving.contains(connection), now()).contains(row);
    }

    /// Only what is known of these stays known.
    public void keepOnly(List<Member> members) {
        accounts.keySet().retainAll(members.stream().map(Member::account).collect(toSet()));
        Set<UUID> connections = members.stream().map(Member::connection).collect(toSet());
        accounts.replaceAll((account, known) -> known.keepOnly(connections));
    }

    public Map<String, AccountKnowledge> accounts() {
        return accounts;
    }

    /// Calendly has refused the connection's grant.
    public void died(UUID connection) {
        lessons += dead.add(connection) ? 1 : 0;
    }

    public boolean isDead(UUID connection) {
        return dead.contains(connection);
    }

    /// A limit, or a Calendly that does not answer it, keeps the connection's grant from being used
    /// for a while.
    ///
    /// @return whether that is news
    public boolean limit(UUID connection) {
        return limited.add(connection);
    }

    public boolean isLimited(UUID connection) {
        return limited.contains(connection);
    }

    public void meets(UUID connection, LinkedAccount account) {
        connections.put(connection, account);
    }

    /// The connection is let go by its user.
    public void leaves(UUID connection) {
        leaving.add(connection);
    }

    /// Calendly does not show the account what it has.
    public void mayNotSee(String account) {
        unseen.add(account);
    }

    /// Nobody else could tell either, of all who were asked and answered: they are not asked at
    /// each look. Where somebody was not answered, a later look asks again, less and less often.
    public void concludeUnseen() {
        boolean answered = postponed == null && troubles.isEmpty();
        unseen.forEach(account ->
                learn(account, it -> answered ? it.listed() : it.unseen(now(), firstPause)));
    }

    public boolean isLeaving(UUID connection) {
        return leaving.contains(connection);
    }

    /// The organization that a connection is in, which need not be this one.
    public Optional<String> homeOf(UUID connection) {
        return Optional.ofNullable(connections.get(connection)).map(LinkedAccount::organizationUri);
    }

    public Optional<String> accountOf(UUID connection) {
        return Optional.ofNullable(connections.get(connection)).map(LinkedAccount::uri);
    }

    /// This organization is concerned too, once this run is over.
    public void concerns(String organizationUri) {
        if (!organizationUri.equals(claim.organizationUri())) {
            others.add(organizationUri);
        }
    }

    public Set<String> others() {
        return others;
    }

    /// Something has to be tried again, because of this.
    public void postpone(Throwable failure) {
        if (postponed == null || !(failure instanceof GrantAwayException)) {
            postponed = failure;
        }
        if (failure instanceof CalendlyFailure.Unavailable) {
            unanswered++;
        }
    }

    /// Calendly is there: whoever it does not answer is in trouble alone.
    void answered() {
        unanswered = 0;
        heard = true;
        silent.forEach(it -> learnOf(it, known -> known.away(now())));
    }

    /// Whether Calendly has answered anybody.
    public boolean isAnybodyHeard() {
        return heard;
    }

    /// Whether it did not answer somebody who had a token.
    public boolean isAnybodySilent() {
        return !silent.isEmpty();
    }

    /// Whether Calendly has left so many calls in a row unanswered that others would be too. A
    /// limit that one account has reached, or a grant that cannot be used now, says nothing about
    /// others.
    public boolean isHopeless() {
        return unanswered >= MOST_UNANSWERED;
    }

    public Optional<Throwable> postponed() {
        return Optional.ofNullable(postponed);
    }

    /// Calendly did not answer a call with the connection's grant: whoever was answered is asked
    /// before, next time.
    public void unanswered(UUID connection) {
        unheard.add(connection);
        learnOf(connection, it -> it.unanswered(now()));
    }

    /// Nor did it say that it is too much: it may be away, or be so for this one alone.
    public void silent(UUID connection) {
        unanswered(connection);
        silent.add(connection);
        if (heard) {
            learnOf(connection, it -> it.away(now()));
        }
    }

    /// Whether something was asked with the connection's grant in vain that may be answered later,
    /// or would be, as Calendly answers nobody.
    public boolean isUnheard(UUID connection) {
        return unheard.contains(connection) || isHopeless();
    }

    /// No token of the connection can be had for the moment. Nothing is given up for it, and others
    /// are asked meanwhile.
    public GrantAwayException away(UUID connection, Throwable why) {
        var away = new GrantAwayException(accountOf(connection).orElse("an account"), why);
        unusable.put(connection, away);
        unheard.add(connection);
        limited.add(connection);
        learnOf(connection, it -> it.away(now()));
        troubles.add(away.getMessage());
        return away;
    }

    /// Calendly takes no token of the connection, not even one that is new: that is no end of its
    /// grant, and has to be tried again. Nothing is given up for it, and others are asked
    /// meanwhile.
    public void unusable(UUID connection, CalendlyFailure.Unauthenticated failure) {
        unusable.put(connection, failure);
        unheard.add(connection);
        learnOf(connection, it -> it.untaken(now()));
        troubles.add(
                "Calendly accepts no token of %s: %s"
                        .formatted(accountOf(connection).orElse("an account"), Words.of(failure)));
    }

    /// Calendly has taken a token of the connection.
    void takes(UUID connection) {
        silent.remove(connection);
        answered();
        learnOf(connection, GrantKnowledge::taken);
    }

    /// Why the connection's grant is not asked with once more in this run; null where it may be.
    @Nullable
    public RuntimeException unusable(UUID connection) {
        return unusable.get(connection);
    }

    /// Whether others should not wait for the connection's grant: not for one that there was no
    /// token of for a moment, or that was not answered for a moment while others were, or hundreds
    /// would be given a subscription of their own for it.
    public boolean isAskedInVain(UUID connection) {
        return switch (unusable.get(connection)) {
            case null ->
                    heard
                            && silent.contains(connection)
                            && knownOf(connection).isAwayFor(firstPause, now());
            case GrantAwayException _ -> knownOf(connection).isAwayFor(firstPause, now());
            default -> true;
        };
    }

    /// Whether no token of the connection was taken now and for hours before: whoever was let go
    /// and can do nothing any more is not waited for without end.
    public boolean isSpent(UUID connection) {
        return unusable.get(connection) instanceof CalendlyFailure.Unauthenticated
                && knownOf(connection).isSpent(now());
    }

    /// Whether the connection's grant has not been in trouble for so long that whoever leaves is
    /// not kept any longer for what it may do once it can be used again.
    public boolean mayRecover(UUID connection) {
        return knownOf(connection).mayRecover(now());
    }

    /// What has to be tried again although no call waits for it, in words.
    public Set<String> troubles() {
        return troubles;
    }

    /// What was done, for the journal.
    public static final class Tally {
        public int created;
        public int deleted;
        public int orphaned;
        public int lost;
        public int letGo;

        public boolean isEmpty() {
            return created + deleted + orphaned + lost + letGo == 0;
        }
    }
}
