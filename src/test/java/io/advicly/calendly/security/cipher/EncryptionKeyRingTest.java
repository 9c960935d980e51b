package io.advicly.calendly.security.cipher;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class EncryptionKeyRingTest {

    private static final String GOOD = "AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8=";

    @Test
    void takesTheOnlyKeyAsActive() {
        assertThat(EncryptionKeyRing.of(Map.of("k1", GOOD), Optional.empty()).activeId())
                .isEqualTo("k1");
    }

    @Test
    void knowsItsIds() {
        assertThat(EncryptionKeyRing.of(Map.of("k1", GOOD, "k2", GOOD), Optional.of("k2")).ids())
                .containsExactlyInAnyOrder("k1", "k2");
    }

    @Test
    void namesTheConfigurationKeyThatIsWrong() {
        refuses(Map.of(), Optional.empty(), "calendly.encryption.keys.<id>");
        refuses(Map.of("k1", "no base64!"), Optional.empty(), "calendly.encryption.keys.k1");
        refuses(Map.of("k1", "c2hvcnQ="), Optional.empty(), "calendly.encryption.keys.k1");
        refuses(Map.of("k 1", GOOD), Optional.empty(), "calendly.encryption.keys.k 1");
        refuses(Map.of("k1", GOOD, "k2", GOOD), Optional.empty(), "calendly.encryption.active-key");
        refuses(Map.of("k1", GOOD), Optional.of("k2"), "calendly.encryption.active-key");
    }

    @Test
    void showsNoKeyMaterial() {
        assertThat(EncryptionKeyRing.of(Map.of("k1", GOOD), Optional.empty()))
                .hasToString("KeyRing[active=k1, ids=[k1]]");
        assertThatThrownBy(() -> EncryptionKeyRing.of(Map.of("k1", "c2hvcnQ="), Optional.empty()))
                .hasMessageNotContaining("c2hvcnQ=");
    }

    private static void refuses(Map<String, String> keys, Optional<String> active, String key) {
        assertThatThrownBy(() -> EncryptionKeyRing.of(keys, active))
                .isInstanceOfSatisfying(
                        InvalidKeyRingException.class,
                        wrong -> assertThat(wrong.configurationKey()).isEqualTo(key));
    }
}
