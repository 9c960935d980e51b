package io.advicly.calendly.security.cipher;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Base64;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class FieldCipherTest {

    private static final CiphertextIdentity HERE =
            new CiphertextIdentity("calendar_connections", "refresh_token", "row-1");
    private static final SecretString SECRET = SecretString.of("rt_Zoë_91ab");

    private final FieldCipher cipher = cipher(Map.of("a", key(1)), "a");

    @Test
    void readsWhatItWrote() {
        assertThat(cipher.decrypt(cipher.encrypt(SECRET, HERE), HERE)).isEqualTo(SECRET);
    }

    @Test
    void neverWritesTheSameTwiceNorThePlainText() {
        String one = cipher.encrypt(SECRET, HERE);

        assertThat(one).startsWith("v1.a.").isNotEqualTo(cipher.encrypt(SECRET, HERE));
        assertThat(one).doesNotContain(SECRET.reveal());
    }

    @Test
    void refusesACiphertextThatWasMoved() {
        String written = cipher.encrypt(SECRET, HERE);

        for (CiphertextIdentity elsewhere :
                new CiphertextIdentity[] {
                    new CiphertextIdentity("calendar_connections", "refresh_token", "row-2"),
                    new CiphertextIdentity("calendar_connections", "access_token", "row-1"),
                    new CiphertextIdentity("oauth_states", "refresh_token", "row-1")
                }) {
            assertThatThrownBy(() -> cipher.decrypt(written, elsewhere))
                    .isInstanceOf(UndecryptableException.class)
                    .hasMessageContaining(elsewhere.column())
                    .hasMessageNotContaining(SECRET.reveal());
        }
    }

    @Test
    void refusesEveryChangedCharacter() {
        String written = cipher.encrypt(SECRET, HERE);

        for (int at = 0; at < written.length(); at++) {
            char other = written.charAt(at) == 'A' ? 'B' : 'A';
            String changed = written.substring(0, at) + other + written.substring(at + 1);
            if (at == written.length() - 1 && sameBytes(written, changed)) {
                continue; // base64's last character has bits that mean nothing
            }
            assertThatThrownBy(() -> cipher.decrypt(changed, HERE))
                    .isInstanceOfAny(UndecryptableException.class, MissingKeyException.class);
        }
    }

    @Test
    void readsWithAnOldKeyAndWritesWithTheActiveOne() {
        String old = cipher.encrypt(SECRET, HERE);
        FieldCipher rotated = cipher(Map.of("a", key(1), "b", key(2)), "b");

        assertThat(rotated.decrypt(old, HERE)).isEqualTo(SECRET);
        assertThat(rotated.encrypt(SECRET, HERE)).startsWith("v1.b.");
    }

    @Test
    void namesTheKeyThatIsMissing() {
        String old = cipher.encrypt(SECRET, HERE);
        FieldCipher without = cipher(Map.of("b", key(2)), "b");

        assertThatThrownBy(() -> without.decrypt(old, HERE))
                .isInstanceOf(MissingKeyException.class)
                .hasMessageContaining("calendly.encryption.keys.a");
        assertThat(without.isReadable(old, HERE)).as("by somebody who has the key").isTrue();
    }

    @Test
    void refusesAForeignKeyUnderTheSameId() {
        String written = cipher.encrypt(SECRET, HERE);

        assertThatThrownBy(() -> cipher(Map.of("a", key(9)), "a").decrypt(written, HERE))
                .isInstanceOf(UndecryptableException.class);
    }

    @Test
    void readsNothingThatIsNoCiphertext() {
        for (String text :
                new String[] {"", ".", "v1.a", "v1.a.", "v2.a.AAAA", "v1.a.***", "plain"}) {
            assertThatThrownBy(() -> cipher.decrypt(text, HERE))
                    .isInstanceOf(UndecryptableException.class);
        }
    }

    @Test
    void tellsWhetherSomebodyCanRead() {
        String written = cipher.encrypt(SECRET, HERE);

        assertThat(cipher.isReadable(written, HERE)).isTrue();
        assertThat(cipher.isReadable(written + "A", HERE)).isFalse();
        assertThat(cipher.isReadable("plain", HERE)).isFalse();
        assertThat(cipher.keys().activeId()).isEqualTo("a");
    }

    private static boolean sameBytes(String one, String other) {
        return java.util.Arrays.equals(payload(one), payload(other));
    }

    private static byte[] payload(String ciphertext) {
        return Base64.getUrlDecoder().decode(ciphertext.substring(ciphertext.lastIndexOf('.') + 1));
    }

    private static FieldCipher cipher(Map<String, String> keys, String active) {
        return new FieldCipher(EncryptionKeyRing.of(keys, Optional.of(active)));
    }

    private static String key(int seed) {
        byte[] bytes = new byte[EncryptionKeyRing.KEY_BYTES];
        java.util.Arrays.fill(bytes, (byte) seed);
        return Base64.getEncoder().encodeToString(bytes);
    }
}
