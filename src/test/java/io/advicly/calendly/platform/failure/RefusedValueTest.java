package io.advicly.calendly.platform.failure;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.pgclient.PgException;
import java.sql.SQLException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RefusedValueTest {

    @ParameterizedTest
    @ValueSource(strings = {"22021", "22009", "54000"})
    void whatThereIsNoFormOrRoomForIsRefusedForGood(String state) {
        assertThat(RefusedValue.isCauseOf(new PgException("no", "ERROR", state, ""))).isTrue();
        assertThat(RefusedValue.isCauseOf(new IllegalStateException(new SQLException("no", state))))
                .isTrue();
    }

    /// Somebody else's row, a lock, a full disk, an end: it may go better the next time.
    @ParameterizedTest
    @ValueSource(strings = {"23505", "40P01", "40001", "53100", "53300", "25006", "57P01"})
    void whatMayGoBetterIsNot(String state) {
        assertThat(RefusedValue.isCauseOf(new PgException("no", "ERROR", state, ""))).isFalse();
        assertThat(RefusedValue.isCauseOf(new IllegalStateException(new SQLException("no", state))))
                .isFalse();
    }

    @Test
    void norIsAnythingThatPostgresqlHasNotSaid() {
        assertThat(RefusedValue.isCauseOf(new IllegalStateException("22021"))).isFalse();
        assertThat(RefusedValue.isCauseOf(new SQLException("no"))).isFalse();
    }
}
