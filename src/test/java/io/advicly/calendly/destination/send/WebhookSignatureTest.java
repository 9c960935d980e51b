package io.advicly.calendly.destination.send;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.advicly.calendly.security.cipher.SecretString;
import java.util.Base64;
import java.util.List;
import org.junit.jupiter.api.Test;

/// Signatures as the Standard Webhooks specification has them.
class WebhookSignatureTest {

    private static final SecretString SECRET =
            SecretString.of("whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw");
    private static final SecretString OTHER = WebhookSecret.random();
    private static final String ID = "msg_p5jXN8AQM9LWM0D4loKWxJek";
    private static final long TIME = 1_614_265_330;
    private static final byte[] BODY = "{\"test\": 2432232314}".getBytes(UTF_8);
    private static final String SIGNED = "v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=";

    /// The example that the specification's own libraries are tested with.
    @Test
    void signsAsTheSpecificationsExample() {
        assertThat(WebhookSignature.of(ID, TIME, BODY, List.of(SECRET))).isEqualTo(SIGNED);
    }

    @Test
    void signsWithBothSecretsWhileTwoAreGood() {
        String both = WebhookSignature.of(ID, TIME, BODY, List.of(OTHER, SECRET));

        assertThat(both.split(" ", -1))
                .hasSize(2)
                .allMatch(one -> one.startsWith("v1,"))
                .endsWith(SIGNED);
    }

    @Test
    void coversIdTimeAndBody() {
        assertThat(
                        List.of(
                                WebhookSignature.of(ID + "x", TIME, BODY, List.of(SECRET)),
                                WebhookSignature.of(ID, TIME + 1, BODY, List.of(SECRET)),
                                WebhookSignature.of(
                                        ID, TIME, "{}".getBytes(UTF_8), List.of(SECRET)),
                                WebhookSignature.of(ID, TIME, BODY, List.of(OTHER))))
                .doesNotHaveDuplicates()
                .doesNotContain(SIGNED);
    }

    @Test
    void makesSecretsOf256Bits() {
        String secret = WebhookSecret.random().reveal();

        assertThat(secret).startsWith("whsec_").isNotEqualTo(WebhookSecret.random().reveal());
        assertThat(Base64.getDecoder().decode(secret.substring("whsec_".length()))).hasSize(32);
    }
}
