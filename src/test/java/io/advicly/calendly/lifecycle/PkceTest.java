package io.advicly.calendly.lifecycle;

import static org.assertj.core.api.Assertions.assertThat;

import io.advicly.calendly.security.SecretString;
import org.junit.jupiter.api.Test;

class PkceTest {

    /** The example of RFC 7636, appendix B. */
    @Test
    void makesTheChallengeOfTheStandardsExample() {
        assertThat(Pkce.challenge(SecretString.of("dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk")))
                .isEqualTo("E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM");
    }
}
