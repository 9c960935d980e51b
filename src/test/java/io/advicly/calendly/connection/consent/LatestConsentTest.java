package io.advicly.calendly.connection.consent;

import static org.assertj.core.api.Assertions.assertThat;

import io.advicly.calendly.connection.ConnectionRow;
import io.advicly.calendly.connection.ConnectionStatus;
import io.advicly.calendly.connection.InsufficientConsent;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class LatestConsentTest {

    private static final Instant FIRST = Instant.parse("2026-03-01T10:00:00Z");
    private static final Instant SECOND = FIRST.plusSeconds(1);

    @Test
    void isWhatAnswersForTheUserWhereNothingIsUnfinished() {
        ConnectionRow active = row(ConnectionStatus.ACTIVE, FIRST);

        assertThat(LatestConsent.of(List.of(active, row(ConnectionStatus.CLOSING, SECOND))))
                .contains(active);
        assertThat(LatestConsent.of(List.of())).isEmpty();
    }

    @Test
    void isTheSwitchThatWasNotFinished() {
        ConnectionRow unfinished = row(ConnectionStatus.CONNECTING, SECOND);

        assertThat(LatestConsent.of(List.of(row(ConnectionStatus.ACTIVE, FIRST), unfinished)))
                .contains(unfinished);
        assertThat(LatestConsent.of(List.of(row(ConnectionStatus.ACTIVE, null), unfinished)))
                .contains(unfinished);
    }

    @Test
    void isNotWhatWasLeftUnfinishedBeforeTheConnectionThatIsThere() {
        ConnectionRow active = row(ConnectionStatus.ACTIVE, SECOND);

        assertThat(LatestConsent.of(List.of(active, row(ConnectionStatus.CONNECTING, FIRST))))
                .contains(active);
        assertThat(LatestConsent.of(List.of(active, row(ConnectionStatus.CONNECTING, null))))
                .contains(active);
    }

    @Test
    void isTheLaterOfTwoThatWereNotFinished() {
        ConnectionRow later = row(ConnectionStatus.CONNECTING, SECOND);
        ConnectionRow earlier = row(ConnectionStatus.CONNECTING, FIRST);

        assertThat(LatestConsent.of(List.of(earlier, later))).contains(later);
        assertThat(LatestConsent.of(List.of(later, earlier))).contains(later);
    }

    @Test
    void isNotOneThatCalendlyRefuses() {
        ConnectionRow active = row(ConnectionStatus.ACTIVE, FIRST);
        ConnectionRow refused = row(ConnectionStatus.CONNECTING, SECOND);
        refused.consentRefused = InsufficientConsent.Cause.SCOPE.code();

        assertThat(LatestConsent.of(List.of(active, refused))).contains(active);
    }

    @Test
    void isWhateverIsUnfinishedWhereTheUserHasLeftTheRest() {
        ConnectionRow unfinished = row(ConnectionStatus.CONNECTING, null);

        assertThat(
                        LatestConsent.of(
                                List.of(row(ConnectionStatus.DISCONNECTED, SECOND), unfinished)))
                .contains(unfinished);
    }

    private static ConnectionRow row(ConnectionStatus status, @Nullable Instant consentedAt) {
        ConnectionRow row = new ConnectionRow();
        row.id = UUID.randomUUID();
        row.tenantId = "acme";
        row.userId = "olivia";
        row.status = status;
        row.isActive = status == ConnectionStatus.ACTIVE;
        row.refreshToken = "sealed";
        row.consentedAt = consentedAt;
        return row;
    }
}
