package io.advicly.calendly.webhook.inbox;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.HashSet;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class DeliveryIdsTest {

    private static final Instant NOW = Instant.ofEpochMilli(0x0123_4567_89abL);

    @Test
    void areUuidsOfVersionSeven() {
        for (int count = 0; count < 1_000; count++) {
            UUID id = DeliveryIds.at(NOW);
            assertThat(id.version()).isEqualTo(7);
            assertThat(id.variant()).isEqualTo(2);
            assertThat(id.toString()).startsWith("01234567-89ab-7");
        }
    }

    @Test
    void laterOnesAreGreater() {
        assertThat(DeliveryIds.at(NOW.plusMillis(1)).toString())
                .isGreaterThan(DeliveryIds.at(NOW).toString());
    }

    @Test
    void areRandomInAllTheRest() {
        Set<Long> least = new HashSet<>();
        long most = 0;
        long bits = 0;
        for (int count = 0; count < 1_000; count++) {
            UUID id = DeliveryIds.at(NOW);
            least.add(id.getLeastSignificantBits());
            most |= id.getMostSignificantBits() & 0xfff;
            bits |= id.getLeastSignificantBits();
        }
        assertThat(least).hasSize(1_000);
        assertThat(most).isEqualTo(0xfff);
        assertThat(bits).isEqualTo(0xbfff_ffff_ffff_ffffL);
    }
}
