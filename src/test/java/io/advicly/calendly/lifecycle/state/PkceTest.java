package io.advicly.calendly.lifecycle.state;

import static org.assertj.core.api.Assertions.assertThat;

import io.advicly.calendly.security.cipher.SecretString;
import org.junit.jupiter.api.Test;

class PkceTest {

    /** The example of RFC 7636, appendix B. */
    @Test
    void makesTheChallengeOfTheStandardsExample() {
        assertThat(Pkce.challenge(SecretString.of("dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk")))
                .isEqualTo("E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM");
    }
}
