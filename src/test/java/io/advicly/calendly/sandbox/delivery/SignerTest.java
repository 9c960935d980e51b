package io.advicly.calendly.sandbox.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class SignerTest {

    /** The vector of calendly-api.md 1.14; the letter outside ASCII proves the charset. */
    @Test
    void signsTheDocumentedVector() {
        String header =
                Signer.header(
                        "sim-signing-key-001",
                        1_767_261_600L,
                        "{\"event\":\"invitee.created\",\"payload\":{\"name\":\"Zoë\"}}");
        assertThat(header)
                .isEqualTo(
                        "t=1767261600,v1="
                                + "9d1849ba738751dc89441c5a70ad2508104dddd77e0c913b0205e7b985558064");
    }
}
