package io.advicly.calendly.security.keyring;

import static java.util.stream.Collectors.toSet;

import io.advicly.calendly.platform.chain.Unis;
import io.advicly.calendly.platform.work.Watchdog;
import io.advicly.calendly.security.cipher.FieldCipher;
import io.quarkus.scheduler.Scheduled;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Set;
import org.jboss.logging.Logger;

/// Moves ciphertext to the active key, on all replicas at once. A batch is one transaction: killed
/// anywhere, the next run goes on.
///
/// Rows move from keys that were first used before the active one, and never back: while a new
/// configuration is rolled out, replicas with the old one and the new one do not work against each
/// other.
@ApplicationScoped
class EncryptionKeyRotation {

    private static final Logger LOG = Logger.getLogger(EncryptionKeyRotation.class);

    private static final int LOGGED_EVERY = 100 * ResealBatch.SIZE;

    private final EncryptionKeys keys;
    private final SealedRows rows;
    private final ResealBatch batch;
    private final RotationMetrics metrics;
    private final FieldCipher cipher;
    private final Watchdog watchdog;

    EncryptionKeyRotation(
            EncryptionKeys keys,
            SealedRows rows,
            ResealBatch batch,
            RotationMetrics metrics,
            FieldCipher cipher,
            Watchdog watchdog) {
        this.watchdog = watchdog;
        this.keys = keys;
        this.rows = rows;
        this.batch = batch;
        this.metrics = metrics;
        this.cipher = cipher;
    }

    @Scheduled(
            every = "${calendly.encryption.rotate-every:1m}",
            concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
    Uni<Void> rotate() {
        return watchdog.housekeeping("key-rotation", this::run);
    }

    private Uni<Void> run() {
        return keys.all().chain(recorded -> rotate(recorded));
    }

    private Uni<Void> rotate(List<RecordedKey> recorded) {
        List<RecordedKey> inUse = recorded.stream().filter(it -> !it.retired()).toList();
        if (inUse.size() < 2) {
            metrics.left(List.of());
            return Unis.nothing();
        }
        Set<String> ids = recorded.stream().map(RecordedKey::id).collect(toSet());
        return Multi.createFrom()
                .iterable(rows.tables())
                .onItem()
                .transformToUniAndConcatenate(table -> move(table, kept(inUse), ids))
                .onItem()
                .ignoreAsUni()
                .chain(rows::counts)
                .invoke(counts -> report(counts, kept(inUse)))
                .replaceWithVoid();
    }

    /// The active key, and those that came into use after it.
    private Set<String> kept(List<RecordedKey> oldestFirst) {
        String active = cipher.keys().activeId();
        return oldestFirst.stream()
                .map(RecordedKey::id)
                .dropWhile(id -> !id.equals(active))
                .collect(toSet());
    }

    private Uni<Void> move(SealedTable table, Set<String> kept, Set<String> recorded) {
        return Multi.createBy()
                .repeating()
                .uni(
                        ResealBatch.Progress::start,
                        progress -> batch.next(progress, table, kept, recorded))
                .whilst(ResealBatch.Progress::goesOn)
                .invoke(progress -> underWay(table, progress))
                .collect()
                .last()
                .invoke(last -> moved(table, last))
                .replaceWithVoid();
    }

    private static void underWay(SealedTable table, ResealBatch.Progress progress) {
        if (progress.goesOn() && progress.moved() % LOGGED_EVERY == 0) {
            LOG.infof("encryption.rows_moving table=%s moved=%d", table.name(), progress.moved());
        }
    }

    private void moved(SealedTable table, ResealBatch.Progress progress) {
        if (progress.touchedAnything()) {
            LOG.infof(
                    "encryption.rows_moved table=%s key=%s moved=%d given_up=%d postponed=%d",
                    table.name(),
                    cipher.keys().activeId(),
                    progress.moved(),
                    progress.givenUp(),
                    progress.postponed());
        }
    }

    /// A replica whose key has been overtaken has nothing to report.
    private void report(List<SealedRows.Count> counts, Set<String> kept) {
        List<SealedRows.Count> left =
                counts.stream().filter(it -> !kept.contains(it.keyId())).toList();
        metrics.left(left);
        if (!left.isEmpty()) {
            LOG.infof("encryption.rows_left key=%s left=%s", cipher.keys().activeId(), left);
        }
    }
}
