package io.advicly.calendly.subscription.keys;

import io.advicly.calendly.platform.log.RecurringLog;
import io.advicly.calendly.platform.notice.NoticeListener;
import io.vertx.core.Vertx;
import jakarta.enterprise.context.ApplicationScoped;
import org.jboss.logging.Logger;

/// Keeps [KeyCache] and [UrlTokenIndex] true: a trigger notifies of every change to a
/// subscription's token, keys or state, whichever replica makes it.
///
/// The payload is the [Fingerprint] of the token in 16 hexadecimal digits, behind a `+` when
/// deliveries to it are accepted, behind a `-` when not.
@ApplicationScoped
class SigningKeyInvalidation implements NoticeListener {

    private static final RecurringLog RECURRING =
            new RecurringLog(Logger.getLogger(SigningKeyInvalidation.class));
    private static final long READ_AGAIN_MILLIS = 5_000;

    private final KeyCache cache;
    private final UrlTokenIndex tokens;
    private final Vertx vertx;
    private volatile boolean listening;

    SigningKeyInvalidation(KeyCache cache, UrlTokenIndex tokens, Vertx vertx) {
        this.cache = cache;
        this.tokens = tokens;
        this.vertx = vertx;
    }

    @Override
    public String channel() {
        return "calendly_signing_keys";
    }

    @Override
    public void heard(String payload) {
        long fingerprint = Long.parseUnsignedLong(payload, 1, payload.length(), 16);
        if (payload.charAt(0) == '+') {
            tokens.add(fingerprint);
        } else {
            tokens.remove(fingerprint);
        }
        cache.forget(fingerprint);
    }

    @Override
    public void listening() {
        listening = true;
        cache.forgetAll();
        read();
    }

    @Override
    public void deaf() {
        listening = false;
        tokens.incomplete();
    }

    private void read() {
        if (!listening) {
            return;
        }
        tokens.read().subscribe().with(done -> {}, this::readAgainLater);
    }

    private void readAgainLater(Throwable failure) {
        RECURRING.warn(
                "list", () -> "signing_keys.not_listed reason=%s".formatted(failure.getMessage()));
        vertx.setTimer(READ_AGAIN_MILLIS, timer -> read());
    }
}
