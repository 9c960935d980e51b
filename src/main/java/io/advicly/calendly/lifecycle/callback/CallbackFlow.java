package io.advicly.calendly.lifecycle.callback;

import io.advicly.calendly.connection.Connection;
import io.advicly.calendly.connection.consent.CodeExchangeFlow;
import io.advicly.calendly.connection.consent.Exchanged;
import io.advicly.calendly.connection.grant.ConsentCode;
import io.advicly.calendly.lifecycle.Addresses;
import io.advicly.calendly.lifecycle.completion.CompletionResult;
import io.advicly.calendly.lifecycle.completion.ConnectCompletion;
import io.advicly.calendly.lifecycle.state.ConsentSessions;
import io.advicly.calendly.lifecycle.state.Consumed;
import io.advicly.calendly.lifecycle.state.Destination;
import io.advicly.calendly.lifecycle.state.OAuthStates;
import io.advicly.calendly.lifecycle.state.Reason;
import io.advicly.calendly.platform.chain.Unis;
import io.advicly.calendly.platform.failure.TryAgain;
import io.advicly.calendly.platform.log.RecurringLog;
import io.advicly.calendly.security.cipher.SecretString;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.net.URI;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/// Step 4 of flow 1: the browser is back from Calendly's consent page.
@ApplicationScoped
class CallbackFlow {

    private static final Logger LOG = Logger.getLogger(CallbackFlow.class);
    private static final RecurringLog RECURRING = new RecurringLog(LOG);

    private final OAuthStates states;
    private final CodeExchangeFlow codeExchangeFlow;
    private final ConnectCompletion connectCompletion;
    private final ParallelConsent meanwhile;
    private final ConsentSessions sessions;
    private final Addresses addresses;

    CallbackFlow(
            OAuthStates states,
            CodeExchangeFlow codeExchangeFlow,
            ConnectCompletion connectCompletion,
            ParallelConsent meanwhile,
            ConsentSessions sessions,
            Addresses addresses) {
        this.states = states;
        this.codeExchangeFlow = codeExchangeFlow;
        this.connectCompletion = connectCompletion;
        this.meanwhile = meanwhile;
        this.sessions = sessions;
        this.addresses = addresses;
    }

    /// What Calendly sent along.
    sealed interface Answer {
        record Code(SecretString code) implements Answer {}

        record Refusal(String error) implements Answer {}
    }

    /// How the callback ends for the browser.
    sealed interface Landing {
        record Redirect(URI to) implements Landing {}

        record NoUsableState() implements Landing {}
    }

    Uni<Landing> land(String state, Answer answer, @Nullable String bindingValue) {
        return states.consume(state, bindingValue)
                .chain(consumed -> landWith(consumed, state, answer));
    }

    private Uni<Landing> landWith(Consumed consumed, String state, Answer answer) {
        return switch (consumed) {
            case Consumed.Unknown _ -> Unis.item(new Landing.NoUsableState());
            case Consumed.Spent spent -> failed(spent.to(), spent.reason());
            case Consumed.Again again -> again(again.to());
            case Consumed.Usable usable -> answered(state, usable, answer);
        };
    }

    private Uni<Landing> answered(String state, Consumed.Usable usable, Answer answer) {
        return switch (answer) {
            case Answer.Refusal refusal -> failed(usable.to(), reasonOf(refusal));
            case Answer.Code code ->
                    exchange(code(state, usable, code.code()), usable.to())
                            .onFailure()
                            .recoverWithUni(failure -> failed(usable.to(), reasonOf(failure)));
        };
    }

    private ConsentCode code(String state, Consumed.Usable usable, SecretString code) {
        return new ConsentCode(
                usable.owner(),
                code,
                usable.codeVerifier(),
                addresses.callback(),
                () -> states.takeEffect(state));
    }

    private Uni<Landing> exchange(ConsentCode code, Destination to) {
        return codeExchangeFlow
                .exchange(code)
                .chain(exchanged -> landExchanged(exchanged, to, code));
    }

    private Uni<Landing> landExchanged(Exchanged exchanged, Destination to, ConsentCode code) {
        return switch (exchanged) {
            case Exchanged.Refused _ -> failed(to, Reason.EXCHANGE_FAILED);
            case Exchanged.Withdrawn _ -> landed(to, meanwhile.anew(code.owner()));
            case Exchanged.Stored stored ->
                    connectCompletion
                            .complete(stored.connection(), connectCompletion.deadline())
                            .chain(completionResult -> landedWith(completionResult, to, stored));
        };
    }

    private Uni<Landing> landedWith(
            CompletionResult completionResult, Destination to, Exchanged.Stored stored) {
        return landed(to, stored.connection(), completionResult);
    }

    private Uni<Landing> landed(
            Destination to, Connection stored, CompletionResult completionResult) {
        return switch (completionResult) {
            case CompletionResult.Done _ -> connected(to);
            case CompletionResult.ConsentNeeded _ -> landed(to, meanwhile.with(stored));
        };
    }

    private Uni<Landing> landed(Destination to, Uni<Boolean> isConnected) {
        return isConnected.chain(is -> is ? connected(to) : failed(to, Reason.EXCHANGE_FAILED));
    }

    private Uni<Landing> connected(Destination to) {
        return ended(to, null);
    }

    private Uni<Landing> failed(Destination to, Reason reason) {
        LOG.infof("connection.consent_failed reason=%s", reason.code());
        return ended(to, reason);
    }

    private Uni<Landing> ended(Destination to, @Nullable Reason reason) {
        Landing landing = new Landing.Redirect(to.after(reason));
        return to.session() == null
                ? Unis.item(landing)
                : sessions.ended(to.session(), reason).replaceWith(landing);
    }

    /// A session's page tells what came of it; to all others the state is one that is not good.
    private Uni<Landing> again(Destination to) {
        return to.session() == null
                ? failed(to, Reason.STATE_INVALID)
                : Unis.item(new Landing.Redirect(to.returnTo()));
    }

    private static Reason reasonOf(Answer.Refusal refusal) {
        return refusal.error().equals("access_denied")
                ? Reason.ACCESS_DENIED
                : Reason.EXCHANGE_FAILED;
    }

    private static Reason reasonOf(Throwable failure) {
        if (failure instanceof TryAgain) {
            return Reason.CALENDLY_UNAVAILABLE;
        }
        RECURRING.error(failure.getClass().getName(), failure, () -> "connection.callback_failed");
        return Reason.EXCHANGE_FAILED;
    }
}
