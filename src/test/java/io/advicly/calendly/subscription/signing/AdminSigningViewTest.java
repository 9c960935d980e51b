package io.advicly.calendly.subscription.signing;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class AdminSigningViewTest {

    private static final Instant THEN = Instant.parse("2026-11-01T08:00:00.123Z");

    @Test
    void saysWhoseKeySigns() {
        assertThat(signsWith()).isEqualTo("unknown");
        assertThat(signsWith(way(SigningWay.SUBSCRIPTION, null))).isEqualTo("unknown");
        assertThat(signsWith(way(SigningWay.APPLICATION, THEN))).isEqualTo("application");
        assertThat(signsWith(way(SigningWay.SUBSCRIPTION, THEN))).isEqualTo("subscription");
        assertThat(signsWith(way(SigningWay.APPLICATION, THEN), way(SigningWay.SUBSCRIPTION, THEN)))
                .isEqualTo("both");
    }

    @Test
    void saysWhatIsToBeDoneWhereAllIsRefused() {
        assertThat(refused(true, true).says())
                .contains("CALENDLY_WEBHOOK_APPLICATION_KEYS", "Calendly is repeating")
                .doesNotContain("forges");
        assertThat(refused(true, false).says())
                .contains("CALENDLY_WEBHOOK_APPLICATION_KEYS", "or somebody forges");
        assertThat(refused(false, false).says()).isNull();
        assertThat(refused(true, true).saysToUser()).contains("2026-11-01T08:00:00Z");
    }

    private static RefusedSignatures refused(boolean suspected, boolean confirmed) {
        return new RefusedSignatures(
                UUID.randomUUID(), "acme", THEN, THEN, 2, suspected, confirmed);
    }

    private static SigningTable.Way way(SigningWay way, @Nullable Instant foundAt) {
        return new SigningTable.Way(way, 1, foundAt);
    }

    private static String signsWith(SigningTable.Way... ways) {
        return AdminSigningView.of(List.of(ways), true, List.of()).signsWith();
    }
}
