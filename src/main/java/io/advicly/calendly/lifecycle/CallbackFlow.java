package io.advicly.calendly.lifecycle;

import io.advicly.calendly.connection.Connection;
import io.advicly.calendly.connection.Consent;
import io.advicly.calendly.connection.ConsentCode;
import io.advicly.calendly.connection.Exchanged;
import io.advicly.calendly.platform.RecurringLog;
import io.advicly.calendly.platform.TryAgain;
import io.advicly.calendly.security.SecretString;
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
    private final Consent consent;
    private final Completion completion;
    private final ConnectedMeanwhile meanwhile;
    private final ConsentSessions sessions;
    private final Addresses addresses;

    CallbackFlow(
            OAuthStates states,
            Consent consent,
            Completion completion,
            ConnectedMeanwhile meanwhile,
            ConsentSessions sessions,
            Addresses addresses) {
        this.states = states;
        this.consent = consent;
        this.completion = completion;
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
                .chain(consumed ->
                        switch (consumed) {
                            case Consumed.Unknown _ ->
                                    Uni.createFrom().item(new Landing.NoUsableState());
                            case Consumed.Spent spent -> failed(spent.to(), spent.reason());
                            case Consumed.Again again -> again(again.to());
                            case Consumed.Usable usable -> answered(state, usable, answer);
                        });
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
        return consent.exchange(code)
                .chain(exchanged ->
                        switch (exchanged) {
                            case Exchanged.Refused _ -> failed(to, Reason.EXCHANGE_FAILED);
                            case Exchanged.Withdrawn _ -> landed(to, meanwhile.anew(code.owner()));
                            case Exchanged.Stored stored ->
                                    completion
                                            .of(stored.connection(), completion.deadline())
                                            .chain(connected ->
                                                    landed(to, stored.connection(), connected));
                        });
    }

    private Uni<Landing> landed(Destination to, Connection stored, Connected connected) {
        return switch (connected) {
            case Connected.Done _ -> connected(to);
            case Connected.ConsentNeeded _ -> landed(to, meanwhile.with(stored));
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
                ? Uni.createFrom().item(landing)
                : sessions.ended(to.session(), reason).replaceWith(landing);
    }

    /// A session's page tells what came of it; to all others the state is one that is not good.
    private Uni<Landing> again(Destination to) {
        return to.session() == null
                ? failed(to, Reason.STATE_INVALID)
                : Uni.createFrom().item(new Landing.Redirect(to.returnTo()));
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
