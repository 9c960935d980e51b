package io.advicly.calendly.subscription.keys;

import io.advicly.calendly.security.cipher.SecretString;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/// The keys behind an URL token in one array, for as long as they are only remembered: of a hundred
/// thousand, it is the number of objects that costs the garbage collector its time. Pure.
final class PackedKeys {

    private PackedKeys() {}

    static byte[] of(String urlToken, SubscriptionKeys keys) {
        ByteArrayOutputStream packed = new ByteArrayOutputStream();
        try (DataOutputStream out = new DataOutputStream(packed)) {
            out.writeUTF(urlToken);
            out.writeLong(keys.subscriptionId().getMostSignificantBits());
            out.writeLong(keys.subscriptionId().getLeastSignificantBits());
            out.writeUTF(keys.organizationUri());
            out.writeByte(keys.keys().size());
            for (SecretString key : keys.keys()) {
                out.writeUTF(key.reveal());
            }
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
        return packed.toByteArray();
    }

    /// Empty when they are another token's.
    static Optional<SubscriptionKeys> behind(String urlToken, byte[] packed) {
        try (DataInputStream in = new DataInputStream(new ByteArrayInputStream(packed))) {
            return in.readUTF().equals(urlToken) ? Optional.of(read(in)) : Optional.empty();
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
    }

    private static SubscriptionKeys read(DataInputStream in) throws IOException {
        UUID id = new UUID(in.readLong(), in.readLong());
        String organizationUri = in.readUTF();
        List<SecretString> keys = new ArrayList<>();
        for (int left = in.readByte(); left > 0; left--) {
            keys.add(SecretString.of(in.readUTF()));
        }
        return new SubscriptionKeys(id, organizationUri, keys);
    }
}
