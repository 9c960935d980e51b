package io.advicly.calendly.calendly.http.token;

import io.quarkus.oidc.common.OidcRequestContextProperties;
import io.smallrye.mutiny.Context;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.subscription.Cancellable;
import io.smallrye.mutiny.subscription.UniEmitter;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;

/// One call of the token endpoint: whether it was attempted, and whether its body left for
/// Calendly.
///
/// The OIDC client hides the cause of a transport failure, and it repeats a request whose
/// connection broke. This is how [TokenRequestFilter] stops the second and remembers the first.
final class TokenCall {

    private static final String KEY = TokenCall.class.getName();

    private final AtomicBoolean attempted = new AtomicBoolean();
    private final Duration patience;
    private final Duration longest;
    private volatile boolean sent;

    /// @param patience until it has to be sent
    /// @param longest until its answer has to be there
    TokenCall(Duration patience, Duration longest) {
        this.patience = patience;
        this.longest = longest;
    }

    Duration patience() {
        return patience;
    }

    Duration longest() {
        return longest;
    }

    /// What belongs to the request is a call of Calendly's from now on.
    static void mark(OidcRequestContextProperties request) {
        request.put(KEY, true);
    }

    /// Whether an answer is Calendly's: an identity provider's token endpoint passes the same
    /// filters.
    static boolean isMarked(OidcRequestContextProperties request) {
        return request.get(KEY) != null;
    }

    /// True for the first attempt only.
    boolean attempt() {
        return attempted.compareAndSet(false, true);
    }

    void markSent() {
        sent = true;
    }

    /// Whether Calendly may have seen the request.
    boolean sent() {
        return sent;
    }

    /// `call`, run so that [#in] finds this object.
    <T> Uni<T> around(Uni<T> call) {
        return Uni.createFrom().emitter(emitter -> runInto(emitter, call));
    }

    private <T> void runInto(UniEmitter<? super T> emitter, Uni<T> call) {
        Cancellable running =
                call.subscribe().with(Context.of(KEY, this), emitter::complete, emitter::fail);
        emitter.onTermination(running::cancel);
    }

    /// The call that a Mutiny context belongs to.
    static @Nullable TokenCall in(Context context) {
        return context.getOrElse(KEY, () -> null);
    }
}
