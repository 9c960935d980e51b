package io.advicly.calendly.subscription.keys;

import io.advicly.calendly.platform.work.InBatches;
import io.advicly.calendly.platform.work.TokenBucket;
import io.netty.util.collection.LongObjectHashMap;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Collections;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;

/// Which URL tokens there are, so that a flood of invented ones costs no query each.
///
/// The fingerprints of all of them are in memory, some 40 bytes each. A token that is not among
/// them can still be one whose notice is on its way, or was never heard, hence a small
/// [TokenBucket] of look-ups; what goes beyond it is [TokenLookUp.Untold]. While nobody tells us of
/// new ones, and while the list is read anew, the one of before goes on being used. Until it has
/// been read for the first time any token is worth a look-up.
@ApplicationScoped
class UrlTokenIndex {

    private static final UUID BEFORE_ALL = new UUID(0, 0);
    private static final int PAGE = 10_000;

    private final SigningKeyRepository rows;
    private final TokenBucket strangers;
    private final AtomicInteger generation = new AtomicInteger();
    private volatile Set<Long> known = none();
    private volatile Set<Long> beingRead = known;
    private volatile boolean everRead;

    UrlTokenIndex(SigningKeyRepository rows, KeyCacheSettings settings) {
        this.rows = rows;
        this.strangers = new TokenBucket(settings.strangers(), System::nanoTime);
    }

    /// Primitive keys: no object for each of them.
    private static Set<Long> none() {
        return Collections.newSetFromMap(Collections.synchronizedMap(new LongObjectHashMap<>()));
    }

    boolean contains(long fingerprint) {
        return known.contains(fingerprint) || beingRead.contains(fingerprint);
    }

    /// Whether one that is not known may be looked up all the same. Uses up one, when there is one.
    boolean mayBeLookedUp() {
        return !everRead || strangers.take();
    }

    void add(long fingerprint) {
        known.add(fingerprint);
        beingRead.add(fingerprint);
    }

    /// A page that is being read may bring it back: that costs one look-up, no more.
    void remove(long fingerprint) {
        known.remove(fingerprint);
        beingRead.remove(fingerprint);
    }

    /// Nobody tells us of new ones any more: what is being read may lack some.
    void incomplete() {
        generation.incrementAndGet();
    }

    /// Reads them all; to be called while [#add] is called for every new one.
    Uni<Void> read() {
        int reading = generation.incrementAndGet();
        Set<Long> found = none();
        beingRead = found;
        return readAll(found).invoke(() -> useIfNewest(reading, found));
    }

    private void useIfNewest(int reading, Set<Long> found) {
        if (reading == generation.get()) {
            known = found;
            everRead = true;
        }
    }

    private Uni<Void> readAll(Set<Long> found) {
        AtomicReference<UUID> last = new AtomicReference<>(BEFORE_ALL);
        return InBatches.all(PAGE, () -> readPage(last, found)).replaceWithVoid();
    }

    private Uni<Integer> readPage(AtomicReference<UUID> last, Set<Long> found) {
        return rows.fingerprintsAfter(last.get(), PAGE)
                .map(page -> {
                    found.addAll(page.found());
                    last.set(page.last());
                    return page.found().size();
                });
    }
}
