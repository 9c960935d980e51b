package io.advicly.calendly.webhook.inbox;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.advicly.calendly.webhook.KeyKind;
import io.advicly.calendly.webhook.signature.Authentication;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class InboxTest {

    private static final UUID SUBSCRIPTION =
            UUID.fromString("00112233-4455-6677-8899-aabbccddeeff");

    @Test
    void theDedupeKeyIsTheDigestOfSubscriptionAndBody() throws Exception {
        // Given
        MessageDigest sha = MessageDigest.getInstance("SHA-256");
        sha.update(HexFormat.of().parseHex("00112233445566778899aabbccddeeff"));
        sha.update("{}".getBytes(UTF_8));
        // Then
        assertThat(key(SUBSCRIPTION, "{}")).isEqualTo(sha.digest());
    }

    @Test
    void anotherSubscriptionOrBodyHasAnotherKey() {
        assertThat(key(SUBSCRIPTION, "{}"))
                .isNotEqualTo(key(SUBSCRIPTION, "{ }"))
                .isNotEqualTo(key(UUID.randomUUID(), "{}"));
    }

    private static byte[] key(UUID subscription, String body) {
        return Inbox.dedupeKey(
                new SignedDelivery(
                        new Authentication.Authentic(
                                subscription, "organization", KeyKind.SUBSCRIPTION, false),
                        body.getBytes(UTF_8),
                        null));
    }
}
