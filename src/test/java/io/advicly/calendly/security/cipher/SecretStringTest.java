package io.advicly.calendly.security.cipher;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashSet;
import java.util.Set;
import org.junit.jupiter.api.Test;

class SecretStringTest {

    @Test
    void isEqualByWhatItHides() {
        assertThat(SecretString.of("a")).isEqualTo(SecretString.of("a")).hasSameHashCodeAs("a");
        assertThat(SecretString.of("a")).isNotEqualTo(SecretString.of("b")).isNotEqualTo("a");
    }

    @Test
    void tellsWhetherThereIsAny() {
        assertThat(SecretString.of(" ").isBlank()).isTrue();
        assertThat(SecretString.of("a").isBlank()).isFalse();
    }

    @Test
    void randomOnesAreLongAndNeverTheSame() {
        Set<String> seen = new HashSet<>();
        for (int count = 0; count < 100; count++) {
            assertThat(seen.add(RandomTokens.urlSafe())).isTrue();
        }
        assertThat(seen).allMatch(token -> token.matches("[A-Za-z0-9_-]{43}"));
    }

    @Test
    void aRowsKeyIsShownWithoutControlCharacters() {
        assertThat(new CiphertextIdentity("t", "c", "a\u001fb").shown()).isEqualTo("a/b");
    }
}
