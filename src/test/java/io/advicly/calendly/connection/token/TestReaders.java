package io.advicly.calendly.connection.token;

import io.advicly.calendly.calendly.Access;
import io.advicly.calendly.calendly.Calendly;
import io.advicly.calendly.connection.grant.Grants;
import io.advicly.calendly.security.cipher.SecretString;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.util.UUID;
import java.util.function.Function;

/// Has a stand-in for Calendly asked for events by those who are in the database, each with a token
/// that is their connection's id.
@ApplicationScoped
public class TestReaders {

    private final EventReaderRepository rows;
    private final Tokens tokens;

    TestReaders(
            EventReaderRepository rows,
            Grants grants,
            InsufficientConsentRepository insufficient,
            GrantRefresh refresh,
            Clock clock) {
        this.rows = rows;
        this.tokens = new Tokens(grants, insufficient, refresh, clock);
    }

    public EventReaders asking(Calendly calendly) {
        return new EventReaders(rows, tokens, calendly);
    }

    private static final class Tokens extends AccessTokens {

        Tokens(
                Grants grants,
                InsufficientConsentRepository insufficient,
                GrantRefresh refresh,
                Clock clock) {
            super(grants, insufficient, refresh, clock);
        }

        @Override
        public <T> Uni<T> with(UUID connectionId, Function<Access, Uni<T>> work) {
            return work.apply(Access.with(SecretString.of(connectionId.toString())));
        }
    }
}
