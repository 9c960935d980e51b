package io.advicly.calendly.subscription.keys;

import static org.assertj.core.api.Assertions.assertThat;

import io.advicly.calendly.security.cipher.SecretString;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class PackedKeysTest {

    private static final String TOKEN = "a-token";
    private static final String ORGANIZATION = "https://api.calendly.com/organizations/ORG";

    @Test
    void whatWasPackedComesOut() {
        SubscriptionKeys two = keys(SecretString.of("current"), SecretString.of("vorher-ü€"));
        assertThat(PackedKeys.behind(TOKEN, PackedKeys.of(TOKEN, two))).contains(two);
    }

    @Test
    void aSubscriptionWithoutAReadableKeyIsRememberedToo() {
        assertThat(PackedKeys.behind(TOKEN, PackedKeys.of(TOKEN, keys()))).contains(keys());
    }

    @Test
    void theKeysOfAnotherTokenAreNobodys() {
        byte[] packed = PackedKeys.of(TOKEN, keys(SecretString.of("current")));
        assertThat(PackedKeys.behind("b-token", packed)).isEmpty();
    }

    private static SubscriptionKeys keys(SecretString... keys) {
        return new SubscriptionKeys(
                UUID.fromString("f81d4fae-7dec-11d0-a765-00a0c91e6bf6"),
                ORGANIZATION,
                List.of(keys));
    }
}
