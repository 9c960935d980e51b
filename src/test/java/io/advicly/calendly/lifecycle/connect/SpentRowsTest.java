package io.advicly.calendly.lifecycle.connect;

import static org.assertj.core.api.Assertions.assertThat;

import io.advicly.calendly.testing.Sql;
import io.advicly.calendly.webhook.QuietProfile;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.quarkus.vertx.VertxContextSupport;
import org.junit.jupiter.api.Test;

/// What is left of asking to connect.
@QuarkusTest
@TestProfile(QuietProfile.class)
class SpentRowsTest {

    private final SpentRows spent;
    private final Sql sql;

    SpentRowsTest(SpentRows spent, Sql sql) {
        this.spent = spent;
        this.sql = sql;
    }

    @Test
    void statesGoADayAfterTheirEndHoweverMany() throws Throwable {
        sql.execute("TRUNCATE oauth_states");
        state("old", 1_001, "- interval '25 hours'");
        state("spent lately", 1, "- interval '23 hours'");
        state("good", 1, "+ interval '10 minutes'");

        var _ = VertxContextSupport.subscribeAndAwait(spent::tick);

        assertThat(sql.column("SELECT user_id FROM oauth_states ORDER BY 1"))
                .containsExactly("good", "spent lately");
    }

    @Test
    void countsGoWithTheirWindow() throws Throwable {
        sql.execute("TRUNCATE connect_attempts");
        sql.execute(
                "INSERT INTO connect_attempts (caller_hash, window_started_at, attempts)"
                        + " VALUES (sha256('old'), now() - interval '11 minutes', 120),"
                        + " (sha256('new'), now() - interval '9 minutes', 7)");

        var _ = VertxContextSupport.subscribeAndAwait(spent::tick);

        assertThat(sql.column("SELECT attempts FROM connect_attempts")).containsExactly("7");
    }

    private void state(String user, int count, String expires) {
        sql.execute(
                "INSERT INTO oauth_states (state_hash, tenant_id, user_id, browser_hash, pkce_verifier, return_to,"
                        + " created_at, expires_at)"
                        + " SELECT sha256(convert_to(gen_random_uuid()::text, 'UTF8')), 't', ?, '', 'sealed', '', now(), now() "
                        + expires
                        + " FROM generate_series(1, ?)",
                user,
                count);
    }
}
