package io.advicly.calendly.subscription.keys;

import io.advicly.calendly.platform.log.RecurringLog;
import io.advicly.calendly.platform.notice.NoticeListener;
import io.advicly.calendly.subscription.SubscriptionSettings;
import io.smallrye.mutiny.Uni;
import io.vertx.core.Vertx;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.jboss.logging.Logger;

/// The keys of adopted subscriptions, those of another backend whose hooks have no token in their
/// address: all of them in memory, as whoever sends there names none. A trigger notifies of every
/// change; read anew then, whole, as they are few and become fewer.
///
/// They are read only where that address is switched on.
@Singleton
public class AdoptedKeys implements NoticeListener {

    private static final RecurringLog RECURRING =
            new RecurringLog(Logger.getLogger(AdoptedKeys.class));
    private static final long READ_AGAIN_MILLIS = 5_000;

    private final SigningKeyRepository rows;
    private final Vertx vertx;
    private final boolean wanted;
    private final int most;
    private final AtomicInteger readings = new AtomicInteger();
    private volatile Optional<List<SubscriptionKeys>> known = Optional.empty();
    private volatile boolean listening;
    private volatile boolean current;

    AdoptedKeys(SigningKeyRepository rows, Vertx vertx, SubscriptionSettings settings) {
        this.rows = rows;
        this.vertx = vertx;
        this.wanted = settings.tokenless();
        this.most = settings.tokenlessCandidates();
    }

    /// Whether the address without a token is switched on.
    public boolean areWanted() {
        return wanted;
    }

    /// Empty while they have not been read.
    public Optional<List<SubscriptionKeys>> known() {
        return known;
    }

    /// Whether nobody can have adopted another one meanwhile: what fits none of these is a
    /// stranger's.
    public boolean areCurrent() {
        return current;
    }

    @Override
    public String channel() {
        return "calendly_adopted";
    }

    @Override
    public void heard(String payload) {
        read();
    }

    @Override
    public void listening() {
        listening = true;
        read();
    }

    /// What is known stays so: a key that was withdrawn serves for a moment longer.
    @Override
    public void deaf() {
        listening = false;
        current = false;
        readings.incrementAndGet();
    }

    /// Reads them now, for whoever has changed them: what this replica answers next shall know it.
    /// Never fails: a notice has them read, too.
    public Uni<Void> readAgain() {
        return wanted ? reading().onFailure().recoverWithNull() : Uni.createFrom().voidItem();
    }

    private void read() {
        if (wanted) {
            reading().subscribe().with(_ -> {}, _ -> {});
        }
    }

    /// Of several at the same time the one that began last is believed.
    private Uni<Void> reading() {
        int reading = readings.incrementAndGet();
        current = false;
        return rows.adopted(most + 1)
                .invoke(found -> found(reading, found))
                .onFailure()
                .invoke(failure -> notRead(reading, failure))
                .replaceWithVoid();
    }

    private void found(int reading, List<SubscriptionKeys> found) {
        if (reading == readings.get()) {
            known = Optional.of(bounded(found));
            current = listening;
        }
    }

    private void notRead(int reading, Throwable failure) {
        RECURRING.warn(
                "read", () -> "adopted_keys.not_read reason=%s".formatted(failure.getMessage()));
        vertx.setTimer(
                READ_AGAIN_MILLIS,
                timer -> {
                    if (reading == readings.get()) {
                        read();
                    }
                });
    }

    private List<SubscriptionKeys> bounded(List<SubscriptionKeys> found) {
        if (found.size() <= most) {
            return found;
        }
        RECURRING.warn(
                "many",
                () ->
                        "adopted_keys.too_many tried=%d: deliveries of the others are refused; raise calendly.webhook.tokenless-candidates"
                                .formatted(most));
        return found.subList(0, most);
    }
}
