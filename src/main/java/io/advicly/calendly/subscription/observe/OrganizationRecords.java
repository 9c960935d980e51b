package io.advicly.calendly.subscription.observe;

import static java.util.stream.Collectors.toSet;

import io.advicly.calendly.calendly.hook.SubscriptionOwner;
import io.advicly.calendly.connection.Connection;
import io.advicly.calendly.connection.ConnectionStatus;
import io.advicly.calendly.connection.consent.Connections;
import io.advicly.calendly.subscription.claim.Run;
import io.advicly.calendly.subscription.knowledge.OrganizationClaim;
import io.advicly.calendly.subscription.record.Subscription;
import io.advicly.calendly.subscription.record.SubscriptionRepository;
import io.advicly.calendly.subscription.record.Subscriptions;
import io.quarkus.hibernate.reactive.panache.common.WithTransaction;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;

/// What our tables say of an organization, read in one transaction.
@ApplicationScoped
public class OrganizationRecords {

    private final Subscriptions subscriptions;
    private final SubscriptionRepository rows;
    private final Connections connections;

    OrganizationRecords(
            Subscriptions subscriptions, SubscriptionRepository rows, Connections connections) {
        this.subscriptions = subscriptions;
        this.rows = rows;
        this.connections = connections;
    }

    /// @param connections that concern it, the longest connected first
    /// @param elsewhere connections that something in another organization hangs on, and that
    ///   organization
    /// @param moved accounts that are known to be in another organization by now, although a
    ///   connection that waits for a new consent has not learned it
    public record Read(
            List<Subscription> held,
            List<Connection> connections,
            Map<UUID, String> elsewhere,
            Set<String> moved) {}

    @WithTransaction
    public Uni<Read> read(Run run) {
        OrganizationClaim claim = run.claim();
        return subscriptions
                .held(claim.organizationUri(), claim.now(), claim.anewAt())
                .chain(held -> readConcerned(held, claim, run));
    }

    private Uni<Read> readConcerned(List<Subscription> held, OrganizationClaim claim, Run run) {
        return connections
                .concerning(claim.organizationUri(), carriers(held), accounts(held))
                .map(all -> all.stream().filter(OrganizationRecords::counts).toList())
                .invoke(all -> all.forEach(it -> meet(run, it)))
                .chain(all -> elsewhere(run, held, all));
    }

    private Uni<Read> elsewhere(Run run, List<Subscription> held, List<Connection> all) {
        Set<UUID> closing =
                all.stream()
                        .filter(it -> it.status() == ConnectionStatus.CLOSING)
                        .filter(it -> isHere(it, run))
                        .map(Connection::id)
                        .collect(toSet());
        return rows.elsewhere(run.claim().organizationUri(), closing)
                .invoke(found -> found.values().forEach(run::concerns))
                .chain(found ->
                        connections
                                .livingElsewhere(run.claim().organizationUri(), waiting(all))
                                .map(moved -> new Read(held, all, found, Set.copyOf(moved))));
    }

    /// Whoever is at home elsewhere is let go there, and only there it matters who needs them: two
    /// that ask each other would have each other looked at without end.
    private static boolean isHere(Connection connection, Run run) {
        return connection.boundAccount().organizationUri().equals(run.claim().organizationUri());
    }

    private static void meet(Run run, Connection connection) {
        run.meets(connection.id(), connection.boundAccount());
        if (connection.isLetGo()) {
            run.leaves(connection.id());
        }
    }

    private static Set<String> waiting(List<Connection> all) {
        return all.stream()
                .filter(it -> it.status() == ConnectionStatus.NEEDS_RECONNECT)
                .map(it -> it.boundAccount().uri())
                .collect(toSet());
    }

    /// Who was refused before being connected even once has nothing to lose here.
    private static boolean counts(Connection connection) {
        return connection.active() || connection.status() != ConnectionStatus.NEEDS_RECONNECT;
    }

    private static Set<UUID> carriers(List<Subscription> held) {
        return held.stream().map(Subscription::carrier).filter(Objects::nonNull).collect(toSet());
    }

    private static Set<String> accounts(List<Subscription> held) {
        return held.stream()
                .map(Subscription::owner)
                .filter(SubscriptionOwner.Member.class::isInstance)
                .map(owner -> ((SubscriptionOwner.Member) owner).userUri())
                .collect(toSet());
    }
}
