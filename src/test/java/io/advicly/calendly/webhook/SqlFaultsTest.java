package io.advicly.calendly.webhook;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.pgclient.PgException;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.NullSource;
import org.junit.jupiter.params.provider.ValueSource;

class SqlFaultsTest {

    @ParameterizedTest
    @ValueSource(strings = {"22021", "23505", "40P01", "54000", "P0001"})
    void oneOfManyRowsMayBeToBlame(String state) {
        assertThat(SqlFaults.mayBe(said(state))).isTrue();
    }

    @ParameterizedTest
    @NullSource
    @ValueSource(strings = {"", "2", "53100", "57014"})
    void noRowIs(@Nullable String state) {
        assertThat(SqlFaults.mayBe(said(state))).isFalse();
    }

    @Test
    void norIsOneWhereTheDatabaseSaidNothing() {
        assertThat(SqlFaults.mayBe(new IllegalStateException("23505"))).isFalse();
    }

    /// What stands between us and PostgreSQL may say that something failed, and no state.
    @SuppressWarnings("NullAway")
    private static PgException said(@Nullable String state) {
        return new PgException("refused", "ERROR", state, "");
    }
}
