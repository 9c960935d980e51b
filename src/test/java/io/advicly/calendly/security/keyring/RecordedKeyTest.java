package io.advicly.calendly.security.keyring;

import static org.assertj.core.api.Assertions.assertThat;

import io.advicly.calendly.security.cipher.Ciphers;
import io.advicly.calendly.security.cipher.CiphertextIdentity;
import io.advicly.calendly.security.cipher.FieldCipher;
import io.advicly.calendly.security.cipher.SecretString;
import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class RecordedKeyTest {

    @Test
    void isProvedByTheKeyThatMadeIt() {
        FieldCipher cipher = Ciphers.of("a", Map.of("a", 1, "b", 2));

        assertThat(recorded("a", RecordedKey.checkValue(cipher, "a")).isProvedBy(cipher)).isTrue();
        assertThat(recorded("b", RecordedKey.checkValue(cipher, "b")).isProvedBy(cipher))
                .as("one that is not active")
                .isTrue();
    }

    @Test
    void isNotProvedByAnotherKeyOfTheSameId() {
        String written = RecordedKey.checkValue(Ciphers.of("a", Map.of("a", 1)), "a");

        assertThat(recorded("a", written).isProvedBy(Ciphers.of("a", Map.of("a", 9)))).isFalse();
    }

    @Test
    void isNotProvedByTheCheckValueOfAnotherId() {
        FieldCipher cipher = Ciphers.of("a", Map.of("a", 1, "b", 1));

        assertThat(recorded("b", RecordedKey.checkValue(cipher, "a")).isProvedBy(cipher)).isFalse();
    }

    @Test
    void isNotProvedWithoutACheckValueNorByAnotherText() {
        FieldCipher cipher = Ciphers.of("a", Map.of("a", 1));
        String other =
                cipher.encrypt(
                        SecretString.of("another text"),
                        new CiphertextIdentity("encryption_keys", "check_value", "a"));

        assertThat(recorded("a", null).isProvedBy(cipher)).isFalse();
        assertThat(recorded("a", other).isProvedBy(cipher)).isFalse();
    }

    private static RecordedKey recorded(String id, @Nullable String checkValue) {
        return new RecordedKey(id, checkValue, Instant.EPOCH, false);
    }
}
