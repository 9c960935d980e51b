package io.advicly.calendly.sync.read;

import io.advicly.calendly.calendly.Access;
import io.advicly.calendly.calendly.Calendly;
import io.advicly.calendly.calendly.CalendlyFailure;
import io.advicly.calendly.platform.chain.CallersContext;
import io.smallrye.mutiny.Uni;

/// Tells whose trouble it is that one event's invitees are answered 401.
///
/// The rule: the next call with the token decides, for whose it is, as every consent covers that.
/// Is it answered 401 as well, the token has ended. Whatever else Calendly says to it, the token is
/// good, and the first 401 was about that event alone.
final class RefusedToken {

    private RefusedToken() {}

    /// Fails where the token is refused again, and where that cannot be told now.
    static Uni<Void> isGood(Calendly calendly, Access access) {
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
