package io.advicly.calendly.platform.lease;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.advicly.calendly.platform.failure.BusyException;
import io.advicly.calendly.testing.Sql;
import io.advicly.calendly.webhook.QuietProfile;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.quarkus.vertx.VertxContextSupport;
import io.smallrye.mutiny.Uni;
import java.time.Duration;
import java.util.UUID;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;

@QuarkusTest
@TestProfile(QuietProfile.class)
class LeasesTest {

    /// Longer than any test waits.
    private static final Duration LENGTH = Duration.ofHours(1);

    private final String name = "lease " + UUID.randomUUID();
    private final Leases leases;
    private final Sql sql;

    LeasesTest(Leases leases, Sql sql) {
        this.leases = leases;
        this.sql = sql;
    }

    @Test
    void aLeaseIsGivenBackAsSoonAsTheDatabaseTakesThat() throws Throwable {
        try {
            assertThat(holding(() -> Uni.createFrom().item("done").invoke(this::refuseToDelete)))
                    .as("that it is not given back does no harm to the work")
                    .isEqualTo("done");
            assertThatThrownBy(() -> holding(() -> Uni.createFrom().item("none")))
                    .isInstanceOf(BusyException.class);
        } finally {
            sql.execute("DROP TRIGGER refuse ON leases");
        }

        await().ignoreExceptionsInstanceOf(BusyException.class)
                .untilAsserted(() ->
                        assertThat(holding(() -> Uni.createFrom().item("again")))
                                .isEqualTo("again"));
    }

    private String holding(Supplier<Uni<String>> work) throws Throwable {
        return VertxContextSupport.subscribeAndAwait(
                () -> leases.holding(name, LENGTH, Duration.ZERO, work));
    }

    /// As a database that has become a replica does.
    private void refuseToDelete() {
        sql.execute(
                "CREATE OR REPLACE FUNCTION refuse() RETURNS trigger LANGUAGE plpgsql AS"
                        + " $$ BEGIN RAISE EXCEPTION USING ERRCODE = '25006'; END $$");
        sql.execute(
                "CREATE TRIGGER refuse BEFORE DELETE ON leases"
                        + " FOR EACH ROW EXECUTE FUNCTION refuse()");
    }
}
