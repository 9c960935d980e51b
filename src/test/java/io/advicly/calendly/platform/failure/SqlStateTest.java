package io.advicly.calendly.platform.failure;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.pgclient.PgException;
import java.sql.SQLException;
import java.util.function.Predicate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SqlStateTest {

    @ParameterizedTest
    @CsvSource({
        "22021,true,false",
        "22009,true,false",
        "54000,true,false",
        "40P01,false,true",
        "40001,false,true",
        "23505,false,false",
        "53100,false,false",
        "53300,false,false",
        "25006,false,false",
        "57P01,false,false"
    })
    void tellsWhatIsRefusedForGoodFromWhatMayGoWellTheNextTime(
            String state, boolean ofAValue, boolean inTheWay) {
        PgException ofTheClient = new PgException("no", "ERROR", state, "");
        Throwable ofHibernate = new IllegalStateException(new SQLException("no", state));

        assertThat(SqlState.refusesAValue(ofTheClient)).isEqualTo(ofAValue);
        assertThat(SqlState.refusesAValue(ofHibernate)).isEqualTo(ofAValue);
        assertThat(SqlState.isOfOthersInTheWay(ofTheClient)).isEqualTo(inTheWay);
        assertThat(SqlState.isOfOthersInTheWay(ofHibernate)).isEqualTo(inTheWay);
    }

    @Test
    void whatPostgresqlHasNotSaidIsNeither() {
        Predicate<Throwable> either =
                it -> SqlState.refusesAValue(it) || SqlState.isOfOthersInTheWay(it);

        assertThat(either).rejects(new IllegalStateException("22021"), new SQLException("40001"));
    }
}
