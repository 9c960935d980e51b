package io.advicly.calendly.security.cipher;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.nio.ByteBuffer;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.Base64;
import javax.crypto.Cipher;
import javax.crypto.SecretKey;
import javax.crypto.spec.GCMParameterSpec;

/// Encrypts single fields with AES-256-GCM. Pure.
///
/// A ciphertext reads `v1.<key id>.<base64url of nonce and ciphertext>`. The key id is
/// authenticated together with the [CiphertextIdentity].
public final class FieldCipher {

    private static final String VERSION = "v1";
    private static final int NONCE_BYTES = 12;
    private static final int TAG_BITS = 128;

    private final EncryptionKeyRing keys;
    private final SecureRandom random = new SecureRandom();

    public FieldCipher(EncryptionKeyRing keys) {
        this.keys = keys;
    }

    public String encrypt(SecretString plain, CiphertextIdentity identity) {
        return encrypt(keys.activeId(), plain, identity);
    }

    /// With a configured key that need not be the active one.
    public String encrypt(String keyId, SecretString plain, CiphertextIdentity identity) {
        byte[] nonce = new byte[NONCE_BYTES];
        random.nextBytes(nonce);
        byte[] sealed =
                run(
                        Cipher.ENCRYPT_MODE,
                        keys.key(keyId).orElseThrow(),
                        nonce,
                        associatedData(keyId, identity),
                        plain.reveal().getBytes(UTF_8));
        byte[] whole =
                ByteBuffer.allocate(NONCE_BYTES + sealed.length).put(nonce).put(sealed).array();
        return VERSION
                + '.'
                + keyId
                + '.'
                + Base64.getUrlEncoder().withoutPadding().encodeToString(whole);
    }

    /// @throws MissingKeyException when the key is not configured here
    /// @throws UndecryptableException when the text was changed or moved
    public SecretString decrypt(String ciphertext, CiphertextIdentity identity) {
        String[] parts = ciphertext.split("\\.", -1);
        if (parts.length != 3 || !parts[0].equals(VERSION)) {
            throw new UndecryptableException(
                    identity, "is not a ciphertext of a known version", null);
        }
        SecretKey key =
                keys.key(parts[1]).orElseThrow(() -> new MissingKeyException(identity, parts[1]));
        try {
            ByteBuffer whole = ByteBuffer.wrap(Base64.getUrlDecoder().decode(parts[2]));
            byte[] nonce = new byte[NONCE_BYTES];
            whole.get(nonce);
            byte[] sealed = new byte[whole.remaining()];
            whole.get(sealed);
            byte[] data = associatedData(parts[1], identity);
            return SecretString.of(
                    new String(run(Cipher.DECRYPT_MODE, key, nonce, data, sealed), UTF_8));
        } catch (RuntimeException broken) {
            throw new UndecryptableException(
                    identity, "was changed, or belongs to another row", broken);
        }
    }

    /// Whether the text can be read, now or by a replica that has its key.
    public boolean isReadable(String ciphertext, CiphertextIdentity identity) {
        try {
            var _ = decrypt(ciphertext, identity);
            return true;
        } catch (MissingKeyException elsewhere) {
            return true;
        } catch (UndecryptableException broken) {
            return false;
        }
    }

    public EncryptionKeyRing keys() {
        return keys;
    }

    private static byte[] associatedData(String keyId, CiphertextIdentity identity) {
        return (VERSION + '\u001f' + keyId + '\u001f' + identity.associatedData()).getBytes(UTF_8);
    }

    private static byte[] run(
            int mode, SecretKey key, byte[] nonce, byte[] associated, byte[] input) {
        try {
            Cipher cipher = Cipher.getInstance("AES/GCM/NoPadding");
            cipher.init(mode, key, new GCMParameterSpec(TAG_BITS, nonce));
            cipher.updateAAD(associated);
            return cipher.doFinal(input);
        } catch (GeneralSecurityException refused) {
            throw new IllegalStateException(refused);
        }
    }
}
