package io.advicly.calendly.webhook;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.advicly.calendly.platform.failure.BusyException;
import io.advicly.calendly.platform.lease.Leases;
import io.advicly.calendly.testing.Sql;
import io.advicly.calendly.webhook.signature.Deliver;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.quarkus.vertx.VertxContextSupport;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Alternative;
import jakarta.enterprise.inject.Produces;
import java.time.Clock;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

/// A replica whose clock is an hour ahead takes nothing from others, and hides nothing from them.
@QuarkusTest
@TestProfile(WrongClockTest.AheadProfile.class)
class WrongClockTest {

    private static final Duration AHEAD = Duration.ofHours(1);

    private final Installation installation;
    private final Leases leases;
    private final Sql sql;

    WrongClockTest(Installation installation, Leases leases, Sql sql) {
        this.installation = installation;
        this.leases = leases;
        this.sql = sql;
    }

    @Test
    void aLeaseOfAnotherReplicaIsNotTakenBeforeItsEnd() {
        sql.execute(
                "INSERT INTO leases (name, owner, expires_at) VALUES ('theirs', gen_random_uuid(),"
                        + " now() + interval '10 minutes')");

        assertThatThrownBy(() -> take("theirs")).isInstanceOf(BusyException.class);
    }

    @Test
    void aLeaseThatHasEndedIsTakenAndEndsInTime() throws Throwable {
        sql.execute(
                "INSERT INTO leases (name, owner, expires_at) VALUES ('spent', gen_random_uuid(),"
                        + " now() - interval '1 second')");

        assertThat(take("spent")).isEqualTo("true");
    }

    @Test
    void aDeliveryIsDueForEveryReplicaAtOnce() {
        var organization = installation.connected();
        Deliver.signed(organization, organization.body("invitee.created")).statusCode(200);

        assertThat(
                        sql.column(
                                "SELECT (due_at <= now() AND received_at <= now())::text FROM"
                                        + " calendly_webhook_deliveries WHERE subscription_id = ?",
                                organization.subscription()))
                .containsExactly("true");
        await().untilAsserted(() ->
                assertThat(installation.deliveries(organization))
                        .allMatch(delivery -> !delivery.state().equals("pending")));
    }

    /// Whether the lease ends when it should, as somebody else sees it.
    private String take(String name) throws Throwable {
        return VertxContextSupport.subscribeAndAwait(() ->
                leases.holding(
                        name,
                        Duration.ofMinutes(10),
                        Duration.ZERO,
                        () ->
                                Uni.createFrom()
                                        .item(() ->
                                                sql.column(
                                                                "SELECT (expires_at <= now() +"
                                                                        + " interval '10 minutes')::text"
                                                                        + " FROM leases WHERE name = ?",
                                                                name)
                                                        .getFirst())));
    }

    /// An hour ahead of the database.
    @Alternative
    @ApplicationScoped
    static class Ahead {

        @Produces
        @ApplicationScoped
        Clock clock() {
            return Clock.offset(Clock.systemUTC(), AHEAD);
        }
    }

    /// The service on such a machine. Calendly's signatures are an hour old there.
    public static class AheadProfile extends ServiceProfile {

        @Override
        public Set<Class<?>> getEnabledAlternatives() {
            return Set.of(StubLookup.class, Ahead.class);
        }

        @Override
        public Map<String, String> getConfigOverrides() {
            Map<String, String> all = new HashMap<>(super.getConfigOverrides());
            all.put("calendly.webhook.tolerance", "2h");
            return all;
        }
    }
}
