package io.advicly.calendly.subscription;

import io.netty.util.collection.LongObjectHashMap;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Collections;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;

/// Which URL tokens there are, so that a flood of invented ones costs no query each.
///
/// The fingerprints of all of them are in memory, some 40 bytes each. A token that is not among
/// them can still be one whose notice is on its way, hence a small [Allowance] of look-ups. As long
/// as the list is not complete, any token is worth one.
@ApplicationScoped
class KnownTokens {

    private static final UUID BEFORE_ALL = new UUID(0, 0);
    private static final int PAGE = 10_000;

    private final KeyRows rows;
    private final Allowance strangers;
    private final AtomicInteger generation = new AtomicInteger();
    private volatile Set<Long> known = none();
    private volatile boolean complete;

    KnownTokens(KeyRows rows, KeyCacheSettings settings) {
        this.rows = rows;
        this.strangers = new Allowance(settings.strangers(), System::nanoTime);
    }

    /// Primitive keys: no object for each of them.
    private static Set<Long> none() {
        return Collections.newSetFromMap(Collections.synchronizedMap(new LongObjectHashMap<>()));
    }

    boolean worthALookUp(long fingerprint) {
        return !complete || known.contains(fingerprint) || strangers.take();
    }

    void add(long fingerprint) {
        known.add(fingerprint);
    }

    /// A page that is being read may bring it back: that costs one look-up, no more.
    void remove(long fingerprint) {
        known.remove(fingerprint);
    }

    /// Nobody tells us of new ones any more.
    void incomplete() {
        generation.incrementAndGet();
        complete = false;
    }

    /// Reads them all; to be called while [#add] is called for every new one.
    Uni<Void> read() {
        int reading = generation.incrementAndGet();
        complete = false;
        known = none();
        return readAfter(BEFORE_ALL).invoke(() -> complete = reading == generation.get());
    }

    private Uni<Void> readAfter(UUID last) {
        return rows.fingerprintsAfter(last, PAGE)
                .chain(page -> {
                    UUID end = last;
                    for (var row : page) {
                        known.add(row.getLong("fingerprint"));
                        end = row.getUUID("id");
                    }
                    return page.size() < PAGE ? Uni.createFrom().voidItem() : readAfter(end);
                });
    }
}
