package io.advicly.calendly.lifecycle.operator;

import io.advicly.calendly.connection.Connection;
import io.advicly.calendly.connection.consent.Connections;
import io.advicly.calendly.platform.problem.ProblemType;
import io.advicly.calendly.platform.problem.Problems;
import io.advicly.calendly.security.identity.Caller;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.UUID;
import java.util.function.Function;

/// The chain of a connection, from its grant to what the product's backend was sent.
@ApplicationScoped
public class Chains {

    private final Connections connections;
    private final FactsQuery facts;
    private final SentQuery sent;

    Chains(Connections connections, FactsQuery facts, SentQuery sent) {
        this.connections = connections;
        this.facts = facts;
        this.sent = sent;
    }

    public Uni<Chain> examine(UUID id) {
        return find(id).chain(connection ->
                facts.read(connection).chain(read -> sent.read(connection).map(chain(read))));
    }

    /// Whose it is.
    public Uni<Caller> owner(UUID id) {
        return find(id).map(Connection::owner);
    }

    public Uni<Connection> find(UUID id) {
        return connections
                .byId(id)
                .map(found ->
                        found.orElseThrow(() ->
                                Problems.of(ProblemType.NOT_FOUND, "No connection has this id.")));
    }

    private static Function<Sent, Chain> chain(Facts facts) {
        return sent -> ChainMaking.make(facts, Diagnostician.examine(facts), sent);
    }
}
