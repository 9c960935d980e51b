package io.advicly.calendly.connection.token;

import io.advicly.calendly.calendly.Access;
import io.advicly.calendly.calendly.Calendly;
import io.advicly.calendly.calendly.CalendlyFailure;
import io.advicly.calendly.calendly.event.ScheduledEvent;
import io.advicly.calendly.platform.chain.CallersContext;
import io.smallrye.mutiny.Uni;

/// Tells whose trouble it is that a call for one event, or for its invitees, is answered 401.
///
/// The rule: the next call with the token decides, for whose it is, as every consent covers that.
/// Is it answered 401 as well, the token has ended. Whatever else Calendly says to it, the token is
/// good, and the first 401 was about that event alone.
public final class RefusedToken {

    private RefusedToken() {}

    /// A call for one event: answered 401 with a good token it is refused, like with a 403.
    static Uni<ScheduledEvent> orRefusal(
            Calendly calendly, Access access, Uni<ScheduledEvent> call) {
        return call.onFailure(CalendlyFailure.Unauthenticated.class)
                .recoverWithUni(failure ->
                        isGood(calendly, access)
                                .chain(() -> Uni.createFrom().failure(refusal(failure))));
    }

    private static CalendlyFailure refusal(Throwable failure) {
        return new CalendlyFailure.Forbidden(
                ((CalendlyFailure) failure).answer(), CalendlyFailure.Forbidden.Reason.PERMISSION);
    }

    /// Fails where the token is refused again, and where that cannot be told now.
    public static Uni<Void> isGood(Calendly calendly, Access access) {
        return CallersContext.keep(calendly.account(access))
                .replaceWithVoid()
                .onFailure(RefusedToken::isAccepted)
                .recoverWithNull();
    }

    private static boolean isAccepted(Throwable failure) {
        return failure instanceof CalendlyFailure.Forbidden
                || failure instanceof CalendlyFailure.NotFound
                || failure instanceof CalendlyFailure.Rejected
                || failure instanceof CalendlyFailure.Unreadable;
    }
}
