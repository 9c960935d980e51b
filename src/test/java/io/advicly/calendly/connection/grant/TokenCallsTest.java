package io.advicly.calendly.connection.grant;

import static org.assertj.core.api.Assertions.assertThat;

import io.advicly.calendly.meeting.HostRows;
import io.advicly.calendly.testing.Crowd;
import io.advicly.calendly.testing.Dump;
import io.advicly.calendly.testing.SandboxResource;
import io.quarkus.hibernate.reactive.panache.Panache;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.vertx.VertxContextSupport;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.Callable;
import org.junit.jupiter.api.Test;

/// Calendly allows an account eight token calls a minute, whoever of us makes them.
@QuarkusTest
@WithTestResource(SandboxResource.class)
class TokenCallsTest {

    private static final int ALLOWED = 8;

    private final TokenCallRepository calls;
    private final HostRows hosts;

    TokenCallsTest(TokenCallRepository calls, HostRows hosts) {
        this.calls = calls;
        this.hosts = hosts;
    }

    @Test
    void connectionsOfOneAccountShareWhatCalendlyAllows() {
        String account = "shared-" + UUID.randomUUID();
        UUID one = connect("acme", account);
        UUID other = connect("other", account);

        assertThat(made(Collections.nCopies(5, one))).isEqualTo(5);
        assertThat(made(Collections.nCopies(5, other))).isEqualTo(ALLOWED - 5);
        assertThat(made(List.of(one))).isZero();
    }

    @Test
    void manyAtOnceAreNoMoreThanThat() {
        String account = "crowd-" + UUID.randomUUID();
        List<UUID> calls = new ArrayList<>();
        for (int count = 0; count < 6; count++) {
            calls.addAll(Collections.nCopies(5, connect("tenant-" + count, account)));
        }
        Collections.shuffle(calls);

        assertThat(made(calls)).isEqualTo(ALLOWED);
    }

    @Test
    void anotherAccountsAreItsOwn() {
        UUID one = connect("acme", "one-" + UUID.randomUUID());
        UUID other = connect("acme", "other-" + UUID.randomUUID());

        assertThat(made(Collections.nCopies(9, one))).isEqualTo(ALLOWED);
        assertThat(made(Collections.nCopies(9, other))).isEqualTo(ALLOWED);
    }

    @Test
    void theMinuteGoesOn() {
        String account = "later-" + UUID.randomUUID();
        UUID one = connect("acme", account);
        UUID other = connect("other", account);
        assertThat(made(Collections.nCopies(9, one))).isEqualTo(ALLOWED);

        Dump.execute(
                "UPDATE calendar_connections SET token_calls ="
                        + " ARRAY(SELECT call - interval '1 minute' FROM unnest(token_calls) call) WHERE id = '"
                        + one
                        + "'");

        assertThat(made(List.of(other))).isEqualTo(1);
    }

    /// Ten at a time.
    private int made(List<UUID> connections) {
        List<Callable<Boolean>> calls = new ArrayList<>();
        connections.forEach(id -> calls.add(() -> announced(id)));
        return Collections.frequency(Crowd.all(10, calls), true);
    }

    private boolean announced(UUID connection) {
        try {
            return VertxContextSupport.subscribeAndAwait(() ->
                    Panache.withTransaction(() ->
                            calls.lock(connection)
                                    .chain(() -> calls.announce(connection, ALLOWED))));
        } catch (Throwable failed) {
            throw new AssertionError(failed);
        }
    }

    private UUID connect(String tenant, String account) {
        return hosts.connect(tenant, "user-" + UUID.randomUUID(), account, "organization");
    }
}
