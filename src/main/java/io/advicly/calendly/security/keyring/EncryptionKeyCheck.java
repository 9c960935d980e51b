package io.advicly.calendly.security.keyring;

import io.advicly.calendly.platform.chain.Unis;
import io.advicly.calendly.platform.start.ConfigurationErrors;
import io.advicly.calendly.security.cipher.FieldCipher;
import io.quarkus.runtime.StartupEvent;
import io.quarkus.runtime.configuration.ConfigurationException;
import io.quarkus.vertx.VertxContextSupport;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.util.List;
import java.util.Optional;
import org.jboss.logging.Logger;

/// Stops the start when a configured key is not the one that the database's rows were encrypted
/// with, or a key that is still needed is missing. A database that cannot be asked fails the start
/// with its own complaint, never with one about keys.
@ApplicationScoped
class EncryptionKeyCheck {

    private static final Logger LOG = Logger.getLogger(EncryptionKeyCheck.class);

    private final EncryptionKeys keys;
    private final SealedRows rows;
    private final FieldCipher cipher;

    EncryptionKeyCheck(EncryptionKeys keys, SealedRows rows, FieldCipher cipher) {
        this.keys = keys;
        this.rows = rows;
        this.cipher = cipher;
    }

    /// On the main thread, before anything is served or scheduled.
    void check(@Observes @Priority(2) StartupEvent start) throws Throwable {
        List<String> complaints = VertxContextSupport.subscribeAndAwait(this::complaints);
        if (!complaints.isEmpty()) {
            throw new ConfigurationException(ConfigurationErrors.text(complaints));
        }
    }

    Uni<List<String>> complaints() {
        String active = cipher.keys().activeId();
        return keys.record(active, RecordedKey.checkValue(cipher, active))
                .chain(keys::all)
                .onItem()
                .transformToMulti(recorded -> Multi.createFrom().iterable(recorded))
                .onItem()
                .transformToUniAndConcatenate(this::complaint)
                .select()
                .where(Optional::isPresent)
                .map(Optional::get)
                .collect()
                .asList();
    }

    private Uni<Optional<String>> complaint(RecordedKey key) {
        return cipher.keys().ids().contains(key.id()) ? configured(key) : unconfigured(key);
    }

    private Uni<Optional<String>> configured(RecordedKey key) {
        if (key.checkValue() == null) {
            return keys.record(key.id(), RecordedKey.checkValue(cipher, key.id()))
                    .replaceWith(Optional.empty());
        }
        if (!key.isProvedBy(cipher)) {
            return Unis.item(
                    Optional.of(
                            "calendly.encryption.keys.%s is another key than the one that this database's tokens are encrypted with; a new key needs a new id"
                                    .formatted(key.id())));
        }
        return key.retired()
                ? keys.retired(key.id(), false).replaceWith(Optional.empty())
                : Unis.item(Optional.empty());
    }

    private Uni<Optional<String>> unconfigured(RecordedKey key) {
        return rows.count(key.id()).chain(count -> missingOrRetired(count, key));
    }

    private Uni<Optional<String>> missingOrRetired(long count, RecordedKey key) {
        if (count > 0) {
            return Unis.item(
                    Optional.of(
                            "calendly.encryption.keys.%s is missing: %d rows are encrypted with it"
                                    .formatted(key.id(), count)));
        }
        if (!key.retired()) {
            LOG.infof("encryption.key_retired key=%s", key.id());
        }
        return keys.retired(key.id(), true).replaceWith(Optional.empty());
    }
}
