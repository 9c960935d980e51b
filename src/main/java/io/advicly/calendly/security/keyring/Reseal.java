package io.advicly.calendly.security.keyring;

import io.advicly.calendly.security.cipher.CiphertextIdentity;
import io.advicly.calendly.security.cipher.FieldCipher;
import io.advicly.calendly.security.cipher.MissingKeyException;
import io.advicly.calendly.security.cipher.UndecryptableException;
import io.vertx.mutiny.sqlclient.Row;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Decides what happens to one row that is not on the active key. Pure, but for the cipher's
/// nonces.
sealed interface Reseal {

    /// New ciphertext for the same identity.
    ///
    /// @param before and after the row's ciphertext columns, in the table's order
    record Moved(Object key, List<@Nullable String> before, List<@Nullable String> after)
            implements Reseal {}

    /// A key that is recorded, but not configured here.
    record Elsewhere(String why) implements Reseal {}

    /// Nobody can read it.
    record Broken(Row row, String why) implements Reseal {}

    /// @param kept ids of keys whose ciphertext stays as it is
    /// @param recorded ids of all keys that were ever used
    static Reseal of(
            SealedTable table,
            Row row,
            FieldCipher cipher,
            Set<String> kept,
            Set<String> recorded) {
        List<@Nullable String> before = new ArrayList<>();
        List<@Nullable String> after = new ArrayList<>();
        try {
            for (String column : table.sealed()) {
                String text = row.getString(column);
                before.add(text);
                after.add(
                        text == null || kept.contains(keyId(text))
                                ? text
                                : moved(cipher, text, table.identity(column, row)));
            }
        } catch (MissingKeyException missing) {
            return recorded.contains(missing.keyId())
                    ? new Elsewhere(String.valueOf(missing.getMessage()))
                    : new Broken(row, String.valueOf(missing.getMessage()));
        } catch (UndecryptableException broken) {
            return new Broken(row, String.valueOf(broken.getMessage()));
        }
        return new Moved(row.getValue(table.key()), before, after);
    }

    private static String moved(FieldCipher cipher, String text, CiphertextIdentity identity) {
        return cipher.encrypt(cipher.decrypt(text, identity), identity);
    }

    private static String keyId(String text) {
        String[] parts = text.split("\\.", -1);
        return parts.length > 1 ? parts[1] : "";
    }
}
