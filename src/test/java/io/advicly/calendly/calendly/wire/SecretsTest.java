package io.advicly.calendly.calendly.wire;

import static org.assertj.core.api.Assertions.assertThat;

import io.advicly.calendly.calendly.Calls;
import io.advicly.calendly.calendly.CodeExchange;
import io.advicly.calendly.calendly.Grant;
import io.advicly.calendly.calendly.hook.NewSubscription;
import io.advicly.calendly.security.cipher.SecretString;
import java.net.URI;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class SecretsTest {

    @Test
    void noRecordPrintsItsSecrets() {
        // Given
        SecretString secret = SecretString.of("hunter2");
        URI uri = URI.create("https://us.example.test");
        NewSubscription subscription =
                new NewSubscription(Calls.OWNER, uri, List.of("invitee.created"), secret);

        // Then
        assertThat(
                        List.of(
                                new Grant(secret, secret, Instant.EPOCH, null, null, null),
                                new CodeExchange(secret, secret, uri),
                                subscription,
                                NewSubscriptionWire.of(subscription)))
                .allSatisfy(holder -> assertThat(holder.toString()).doesNotContain("hunter2"));
    }
}
