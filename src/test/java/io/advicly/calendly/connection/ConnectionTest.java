package io.advicly.calendly.connection;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.advicly.calendly.platform.journal.JournalEntry;
import io.advicly.calendly.security.identity.Caller;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class ConnectionTest {

    private static final UUID ID = UUID.randomUUID();
    private static final LinkedAccount ADA = new LinkedAccount("ada", "acme", null, null, null);

    @ParameterizedTest
    @CsvSource({
        "CONNECTING,true,true",
        "ACTIVE,true,true",
        "NEEDS_RECONNECT,true,false",
        "CLOSING,true,false",
        "DISCONNECTED,true,false",
        "CONNECTING,false,false",
        "ACTIVE,false,false"
    })
    void isRefreshedWhereThatMaySpareAConsent(
            ConnectionStatus status, boolean hasGrant, boolean may) {
        assertThat(connection(status, hasGrant, ADA).mayRefresh()).isEqualTo(may);
    }

    @ParameterizedTest
    @EnumSource(InsufficientConsent.Cause.class)
    void asksForANewConsentWhereTheOldOneDoesNotSuffice(InsufficientConsent.Cause cause) {
        assertThat(
                        connection(
                                        ConnectionStatus.ACTIVE,
                                        true,
                                        ADA,
                                        new InsufficientConsent(cause, "No.", null))
                                .mayRefresh())
                .isFalse();
    }

    @ParameterizedTest
    @CsvSource({
        "CONNECTING,false",
        "ACTIVE,false",
        "NEEDS_RECONNECT,false",
        "CLOSING,true",
        "DISCONNECTED,true"
    })
    void isLetGoFromTheDisconnectOn(ConnectionStatus status, boolean letGo) {
        assertThat(connection(status, true, ADA).isLetGo()).isEqualTo(letGo);
    }

    @Test
    void hasAnAccountOnceItIsBound() {
        assertThat(connection(ConnectionStatus.ACTIVE, true, ADA).boundAccount()).isSameAs(ADA);
        assertThatThrownBy(() -> connection(ConnectionStatus.CONNECTING, true, null).boundAccount())
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining(ID.toString());
    }

    @Test
    void isTheJournalsSubject() {
        assertThat(connection(ConnectionStatus.ACTIVE, true, ADA).entry("connection.connected"))
                .isEqualTo(JournalEntry.of("connection.connected", "default", "olivia", ID));
    }

    private static Connection connection(
            ConnectionStatus status, boolean hasGrant, @Nullable LinkedAccount account) {
        return connection(status, hasGrant, account, null);
    }

    private static Connection connection(
            ConnectionStatus status,
            boolean hasGrant,
            @Nullable LinkedAccount account,
            @Nullable InsufficientConsent insufficient) {
        return new Connection(
                ID,
                new Caller("default", "olivia"),
                account,
                status,
                null,
                status == ConnectionStatus.ACTIVE,
                null,
                hasGrant,
                1,
                null,
                null,
                new Connection.SyncState(null, null, null),
                null,
                insufficient);
    }
}
