package io.advicly.calendly.connection.consent;

import io.advicly.calendly.calendly.Access;
import io.advicly.calendly.calendly.Account;
import io.advicly.calendly.calendly.Calendly;
import io.advicly.calendly.calendly.CalendlyFailure;
import io.advicly.calendly.connection.Connection;
import io.advicly.calendly.connection.token.AccessTokens;
import io.advicly.calendly.connection.token.ConsentNeededException;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Optional;

/// Step 5 of flow 1: whose grant is it?
@ApplicationScoped
public class AccountLookup {

    /// More tabs than anybody consents in at the same time.
    private static final int MOST_TRIES = 5;

    private final Calendly calendly;
    private final AccessTokens tokens;
    private final CodeExchangeFlow codeExchangeFlow;

    AccountLookup(Calendly calendly, AccessTokens tokens, CodeExchangeFlow codeExchangeFlow) {
        this.calendly = calendly;
        this.tokens = tokens;
        this.codeExchangeFlow = codeExchangeFlow;
    }

    /// Asks Calendly, and gives the grant to the connection of the account that it belongs to.
    ///
    /// @param stored holds a grant; its account may be unknown, or not be right any more
    /// @return the connection of that account; empty where the user has to consent again, and where
    ///   somebody else has bound the grant meanwhile
    public Uni<Optional<Connection>> lookUp(Connection stored) {
        return tokens.versioned(stored.id(), this::account)
                .chain(told -> codeExchangeFlow.bind(stored.id(), told.value(), told.version()))
                .onFailure(OtherGrantException.class)
                .retry()
                .atMost(MOST_TRIES)
                .onFailure(ConsentNeededException.class)
                .recoverWithItem(Optional.empty())
                .onFailure(AccountLookup::isRefusal)
                .recoverWithUni(() ->
                        codeExchangeFlow.insufficient(stored.id()).replaceWith(Optional.empty()));
    }

    /// A consent that does not even cover whose it is covers nothing, whatever Calendly says why.
    private Uni<Account> account(Access access) {
        return calendly.account(access)
                .onFailure(CalendlyFailure.Forbidden.class)
                .transform(refusal ->
                        new CalendlyFailure.Forbidden(
                                ((CalendlyFailure) refusal).answer(),
                                CalendlyFailure.Forbidden.Reason.SCOPE));
    }

    /// Asking once more changes nothing: only a new consent does.
    private static boolean isRefusal(Throwable failure) {
        return failure instanceof CalendlyFailure.Forbidden
                || failure instanceof CalendlyFailure.Unauthenticated;
    }
}
