package io.advicly.calendly.security.keyring;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.advicly.calendly.security.cipher.FieldCipher;
import io.quarkus.runtime.annotations.RegisterForReflection;
import io.quarkus.security.Authenticated;
import io.smallrye.mutiny.Uni;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.time.Instant;
import java.util.List;
import org.jboss.resteasy.reactive.server.Cancellable;

/// How far a change of the encryption key has come, for operators. Shows ids, never keys.
@Path("/api/admin/encryption")
@Authenticated
@Cancellable(false)
@Produces(MediaType.APPLICATION_JSON)
public class EncryptionResource {

    private final EncryptionKeys keys;
    private final KeysInUse uses;
    private final FieldCipher cipher;

    EncryptionResource(EncryptionKeys keys, KeysInUse uses, FieldCipher cipher) {
        this.keys = keys;
        this.uses = uses;
        this.cipher = cipher;
    }

    @GET
    public Uni<EncryptionView> show() {
        return keys.all().chain(all -> uses.uses(ids(all)).map(found -> view(all, found)));
    }

    private static List<String> ids(List<RecordedKey> all) {
        return all.stream().map(RecordedKey::id).toList();
    }

    private EncryptionView view(List<RecordedKey> all, List<KeysInUse.Use> found) {
        return new EncryptionView(
                cipher.keys().activeId(),
                all.stream().map(key -> view(key, found)).toList(),
                found.stream()
                        .filter(it -> all.stream().noneMatch(key -> key.id().equals(it.keyId())))
                        .mapToLong(KeysInUse.Use::rows)
                        .sum());
    }

    private KeyView view(RecordedKey key, List<KeysInUse.Use> found) {
        return new KeyView(
                key.id(),
                cipher.keys().ids().contains(key.id()),
                key.retired(),
                key.createdAt(),
                found.stream()
                        .filter(it -> it.keyId().equals(key.id()))
                        .map(it -> new TableView(it.table(), it.rows(), it.more()))
                        .toList());
    }

    /// @param activeKey the id of the key that encrypts, on the replica that answers
    /// @param keys every key that was ever used, oldest first
    /// @param unknownKey at least so many rows name a key that was never used here: damaged ones,
    ///   given up by the next run
    @RegisterForReflection
    public record EncryptionView(
            @JsonProperty("active_key") String activeKey,
            List<KeyView> keys,
            @JsonProperty("unknown_key") long unknownKey) {}

    /// @param configured whether the replica that answers has it
    /// @param retired whether it has been removed, as nothing needed it
    /// @param rows what is encrypted with it; empty means that it may be removed
    @RegisterForReflection
    public record KeyView(
            String id,
            boolean configured,
            boolean retired,
            @JsonProperty("used_since") Instant usedSince,
            List<TableView> rows) {}

    /// @param rows counted up to 1,000
    /// @param more whether there are more than were counted
    @RegisterForReflection
    public record TableView(String table, long rows, boolean more) {}
}
