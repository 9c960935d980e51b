package io.advicly.calendly.lifecycle.callback;

import io.advicly.calendly.connection.Connection;
import io.advicly.calendly.connection.consent.CodeExchangeFlow;
import io.advicly.calendly.connection.consent.Exchanged;
import io.advicly.calendly.connection.grant.ConsentCode;
import io.advicly.calendly.lifecycle.Addresses;
import io.advicly.calendly.lifecycle.completion.CompletionResult;
import io.advicly.calendly.lifecycle.completion.ConnectCompletion;
import io.advicly.calendly.lifecycle.state.Consumed;
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
    private final Addresses addresses;

    CallbackFlow(
            OAuthStates states,
            CodeExchangeFlow codeExchangeFlow,
            ConnectCompletion connectCompletion,
            ParallelConsent meanwhile,
            Addresses addresses) {
        this.states = states;
        this.codeExchangeFlow = codeExchangeFlow;
        this.connectCompletion = connectCompletion;
        this.meanwhile = meanwhile;
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
                .chain(consumed ->
                        switch (consumed) {
                            case Consumed.Unknown _ -> Unis.item(new Landing.NoUsableState());
                            case Consumed.Spent spent -> failed(spent.returnTo(), spent.reason());
                            case Consumed.Usable usable -> answered(state, usable, answer);
                        });
    }

    private Uni<Landing> answered(String state, Consumed.Usable usable, Answer answer) {
        return switch (answer) {
            case Answer.Refusal refusal -> failed(usable.returnTo(), reasonOf(refusal));
            case Answer.Code code ->
                    exchange(code(state, usable, code.code()), usable.returnTo())
                            .onFailure()
                            .recoverWithUni(
                                    failure -> failed(usable.returnTo(), reasonOf(failure)));
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

    private Uni<Landing> exchange(ConsentCode code, URI returnTo) {
        return codeExchangeFlow
                .exchange(code)
                .chain(exchanged ->
                        switch (exchanged) {
                            case Exchanged.Refused _ -> failed(returnTo, Reason.EXCHANGE_FAILED);
                            case Exchanged.Withdrawn _ ->
                                    landed(returnTo, meanwhile.anew(code.owner()));
                            case Exchanged.Stored stored ->
                                    connectCompletion
                                            .of(stored.connection(), connectCompletion.deadline())
                                            .chain(completionResult ->
                                                    landed(
                                                            returnTo,
                                                            stored.connection(),
                                                            completionResult));
                        });
    }

    private Uni<Landing> landed(
            URI returnTo, Connection stored, CompletionResult completionResult) {
        return switch (completionResult) {
            case CompletionResult.Done _ -> connected(returnTo);
            case CompletionResult.ConsentNeeded _ -> landed(returnTo, meanwhile.with(stored));
        };
    }

    private static Uni<Landing> landed(URI returnTo, Uni<Boolean> isConnected) {
        return isConnected.chain(
                is -> is ? connected(returnTo) : failed(returnTo, Reason.EXCHANGE_FAILED));
    }

    private static Uni<Landing> connected(URI returnTo) {
        return Unis.item(new Landing.Redirect(Redirects.connected(returnTo)));
    }

    private static Uni<Landing> failed(URI returnTo, Reason reason) {
        LOG.infof("connection.consent_failed reason=%s", reason.code());
        return Unis.item(new Landing.Redirect(Redirects.failed(returnTo, reason)));
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
