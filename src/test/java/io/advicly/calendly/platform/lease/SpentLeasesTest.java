package io.advicly.calendly.platform.lease;

import static org.assertj.core.api.Assertions.assertThat;

import io.advicly.calendly.testing.Sql;
import io.advicly.calendly.webhook.QuietProfile;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.quarkus.vertx.VertxContextSupport;
import org.junit.jupiter.api.Test;

/// What processes that died leave behind.
@QuarkusTest
@TestProfile(QuietProfile.class)
class SpentLeasesTest {

    private final SpentLeases spent;
    private final Sql sql;

    SpentLeasesTest(SpentLeases spent, Sql sql) {
        this.spent = spent;
        this.sql = sql;
    }

    @Test
    void leasesGoLongAfterTheirEndHoweverMany() throws Throwable {
        sql.execute("TRUNCATE leases");
        sql.execute(
                "INSERT INTO leases (name, owner, expires_at) SELECT 'old ' || n, gen_random_uuid(),"
                        + " now() - interval '61 minutes' FROM generate_series(1, 1001) AS n");
        sql.execute(
                "INSERT INTO leases (name, owner, expires_at) VALUES"
                        + " ('ended lately', gen_random_uuid(), now() - interval '59 minutes'),"
                        + " ('held', gen_random_uuid(), now() + interval '1 minute')");

        var _ = VertxContextSupport.subscribeAndAwait(spent::tick);

        assertThat(sql.column("SELECT name FROM leases ORDER BY name"))
                .containsExactly("ended lately", "held");
    }
}
