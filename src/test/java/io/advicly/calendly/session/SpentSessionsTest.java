package io.advicly.calendly.session;

import static org.assertj.core.api.Assertions.assertThat;

import io.advicly.calendly.testing.Sql;
import io.advicly.calendly.webhook.QuietProfile;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.quarkus.vertx.VertxContextSupport;
import org.junit.jupiter.api.Test;

/// What is left of sessions.
@QuarkusTest
@TestProfile(QuietProfile.class)
class SpentSessionsTest {

    private final SpentSessions spent;
    private final Sql sql;

    SpentSessionsTest(SpentSessions spent, Sql sql) {
        this.spent = spent;
        this.sql = sql;
    }

    @Test
    void goADayAfterTheirEndHoweverMany() throws Throwable {
        sql.execute("TRUNCATE connect_sessions");
        sessions("old", 1_001, "- interval '25 hours'");
        sessions("ended lately", 1, "- interval '23 hours'");
        sessions("good", 1, "+ interval '10 minutes'");

        var _ = VertxContextSupport.subscribeAndAwait(spent::tick);

        assertThat(sql.column("SELECT user_id FROM connect_sessions ORDER BY 1"))
                .containsExactly("ended lately", "good");
    }

    private void sessions(String user, int count, String expires) {
        sql.execute(
                "INSERT INTO connect_sessions (id, token_hash, tenant_id, user_id, created_at, expires_at)"
                        + " SELECT gen_random_uuid(), sha256(convert_to(gen_random_uuid()::text, 'UTF8')), 't', ?,"
                        + " now(), now() "
                        + expires
                        + " FROM generate_series(1, ?)",
                user,
                count);
    }
}
