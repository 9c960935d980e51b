package io.advicly.calendly.security.cipher;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class KeyedHashTest {

    /// RFC 4231, test case 2.
    @Test
    void isHmacSha256() {
        assertThat(KeyedHash.of(SecretString.of("Jefe"), "what do ya want for nothing?"))
                .isEqualTo("5bdcc146bf60754e6a042426089575c75a003f089d2739839dec58b964ec3843");
    }

    @Test
    void needsTheKey() {
        assertThat(KeyedHash.of(SecretString.of("one"), "text"))
                .isNotEqualTo(KeyedHash.of(SecretString.of("other"), "text"));
    }
}
