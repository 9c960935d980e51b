package io.advicly.calendly.connection;

import static org.assertj.core.api.Assertions.assertThat;

import io.advicly.calendly.connection.consent.Connections;
import io.advicly.calendly.meeting.HostRows;
import io.advicly.calendly.testing.Sql;
import io.advicly.calendly.webhook.QuietProfile;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.quarkus.vertx.VertxContextSupport;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// How often it is tried to finish a connection.
@QuarkusTest
@TestProfile(QuietProfile.class)
class UnfinishedTest {

    private final Connections connections;
    private final HostRows hosts;
    private final Sql sql;

    UnfinishedTest(Connections connections, HostRows hosts, Sql sql) {
        this.connections = connections;
        this.hosts = hosts;
        this.sql = sql;
    }

    @BeforeEach
    void startOver() {
        sql.execute("TRUNCATE calendar_connections CASCADE");
    }

    @ParameterizedTest
    @CsvSource({"0,2", "3,2", "4,4", "7,32", "1000,32"})
    void isTriedLessAndLessOften(int attempts, int minutes) throws Throwable {
        UUID id =
                hosts.connect(
                        "default",
                        "u",
                        "https://api.calendly.com/users/u",
                        "https://api.calendly.com/organizations/unfinished");
        sql.execute(
                "UPDATE calendar_connections SET status = 'CONNECTING', is_active = false,"
                        + " next_attempt_at = now(), unfinished_attempts = ? WHERE id = ?",
                attempts,
                id);

        assertThat(VertxContextSupport.subscribeAndAwait(connections::claimUnfinished)).isPresent();

        assertThat(
                        sql.column(
                                "SELECT concat_ws(' ', unfinished_attempts, next_attempt_at <= now() + make_interval(mins => ?),"
                                        + " next_attempt_at > now() + make_interval(mins => ?)) FROM calendar_connections",
                                minutes,
                                minutes - 1))
                .containsExactly(attempts + 1 + " t t");
    }
}
