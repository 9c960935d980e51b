package io.advicly.calendly.connection.grant;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.advicly.calendly.calendly.Account;
import io.advicly.calendly.calendly.Calendly;
import io.advicly.calendly.calendly.Grant;
import io.advicly.calendly.connection.Connection;
import io.advicly.calendly.connection.TestGrants;
import io.advicly.calendly.connection.consent.Connections;
import io.advicly.calendly.connection.consent.OtherGrantException;
import io.advicly.calendly.security.cipher.SecretString;
import io.advicly.calendly.security.identity.Caller;
import io.advicly.calendly.testing.Calendar;
import io.advicly.calendly.testing.Dump;
import io.advicly.calendly.testing.Person;
import io.advicly.calendly.testing.SandboxResource;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.vertx.VertxContextSupport;
import io.smallrye.mutiny.Uni;
import java.net.URI;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Supplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// A grant that Calendly has rotated finds its row, or ends.
@QuarkusTest
@WithTestResource(SandboxResource.class)
class GrantsTest {

    private final Grants grants;
    private final Connections connections;
    private final Calendly calendly;

    GrantsTest(Grants grants, Connections connections, Calendly calendly) {
        this.grants = grants;
        this.connections = connections;
        this.calendly = calendly;
    }

    @BeforeEach
    void startOver() {
        Calendar.clearFaults();
        Calendar.reset();
        Dump.executeUndisturbed(
                "TRUNCATE calendar_connections, calendly_webhook_subscriptions, calendly_organizations,"
                        + " retired_tokens, oauth_states, leases CASCADE");
    }

    @AfterEach
    void clear() {
        Calendar.clearFaults();
    }

    @Test
    void oneThatIsStoredLateHealsAConnectionThatWasRefusedInBetween() {
        Person olivia = connected();
        StoredGrant seen = stored();
        Grant fresh = rotated(seen);
        assertThat(done(() -> grants.needsReconnect(seen))).isTrue();
        assertThat(olivia.connection().get("status").asText()).isEqualTo("needs_reconnect");
        long marks = marks();

        assertThat(done(() -> grants.replace(seen, fresh))).isTrue();

        assertThat(olivia.connection().get("status").asText()).isEqualTo("active");
        assertThat(marks()).isGreaterThan(marks);
        assertWorks(olivia);
    }

    @Test
    void aRefusalMarksTheOrganizationOnce() {
        var _ = connected();
        StoredGrant seen = stored();
        long marks = marks();

        assertThat(done(() -> grants.needsReconnect(seen))).isTrue();
        assertThat(done(() -> grants.needsReconnect(seen))).isFalse();

        assertThat(marks()).isEqualTo(marks + 1);
    }

    /// Whoever is about to leave is no more in need of a consent; the call is over all the same.
    @Test
    void aRefusalIsAnAnswerWhateverBecameOfTheConnection() {
        var _ = connected();
        StoredGrant seen = stored();
        done(() -> grants.announceCall(seen));
        assertThat(column("refresh_begun_at")).isNotNull();
        Dump.execute("UPDATE calendar_connections SET status = 'CLOSING', is_active = false");

        assertThat(done(() -> grants.needsReconnect(seen))).isFalse();

        assertThat(column("refresh_begun_at")).isNull();
        done(() -> grants.announceCall(seen));
    }

    @Test
    void aGrantThatNobodyCanReadMarksItToo() {
        var _ = connected();
        long marks = marks();
        Dump.execute(
                "UPDATE calendar_connections SET refresh_token = overlay(refresh_token placing 'AAAA' from 20)");
        UUID id = UUID.fromString(column("id"));

        assertThat(done(() -> grants.find(id))).isEmpty();

        assertThat(marks()).isEqualTo(marks + 1);
    }

    @Test
    void oneThatNobodyWaitsForAnyMoreIsRevoked() {
        Person olivia = connected();
        StoredGrant seen = stored();
        Grant fresh = rotated(seen);
        olivia.delete("/api/calendly/connection").expect(204);
        assertThat(Calendar.livingGrants("ada")).isEqualTo(1);

        assertThat(done(() -> grants.replace(seen, fresh))).isFalse();

        await().untilAsserted(() -> assertThat(Calendar.livingGrants("ada")).isZero());
        await().untilAsserted(() -> assertThat(Dump.count("retired_tokens")).isZero());
        assertThat(olivia.connection().get("status").asText()).isEqualTo("disconnected");
    }

    @Test
    void oneWhoseConsentWasReplacedIsRevoked() {
        Person olivia = connected();
        StoredGrant seen = stored();
        Grant fresh = rotated(seen);
        olivia.consent(olivia.askToConnect(Map.of("switch_account", true)), "ada", "approve");

        assertThat(done(() -> grants.replace(seen, fresh))).isFalse();

        await().untilAsserted(() -> assertThat(Calendar.livingGrants("ada")).isEqualTo(1));
        assertWorks(olivia);
    }

    /// The account became known while Calendly was asked.
    @Test
    void followsItsPredecessorToTheRowOfTheAccount() {
        Calendar.fault(Map.of("endpoint", "users_me", "status", 503, "times", -1));
        Person olivia = Person.newcomer();
        olivia.consent(olivia.askToConnect(), "ada", "approve");
        StoredGrant seen = stored();
        Calendar.clearFaults();
        Dump.execute("UPDATE calendar_connections SET next_attempt_at = now()");
        await().untilAsserted(() -> assertThat(column("status")).isEqualTo("ACTIVE"));
        Grant fresh = rotated(seen);

        assertThat(done(() -> grants.replace(seen, fresh))).isFalse();

        assertWorks(olivia);
        assertThat(Calendar.livingGrants("ada")).isEqualTo(1);
    }

    /// An attempt may have succeeded without anybody having heard of it.
    @Test
    void isStoredOnceHoweverOftenThatIsTried() {
        Person olivia = connected();
        StoredGrant seen = stored();
        Grant fresh = rotated(seen);

        assertThat(done(() -> grants.replace(seen, fresh))).isTrue();
        assertThat(done(() -> grants.replace(seen, fresh))).isFalse();

        assertThat(Dump.column("SELECT DISTINCT kind FROM retired_tokens"))
                .containsExactly("access");
        assertThat(column("token_version")).isEqualTo("2");
        assertWorks(olivia);
    }

    @Test
    void ofANewConsentIsStoredOnceToo() {
        Caller owner = new Caller("default", "olivia");
        Grant grant = TestGrants.of("ada", "acme");

        ConsentCode code = consent(owner, true);
        Connection first = stored(code, grant).orElseThrow();
        Connection again = stored(code, grant).orElseThrow();

        assertThat(again.id()).isEqualTo(first.id());
        assertThat(again.tokenVersion()).isEqualTo(first.tokenVersion());
        assertThat(Dump.count("retired_tokens")).isZero();
    }

    @Test
    void ofAConsentThatCountsNoMoreIsRevoked() {
        Caller owner = new Caller("default", "otto");
        Grant grant = TestGrants.of("ada", "acme");
        rememberRetired();

        try {
            assertThat(stored(consent(owner, false), grant)).isEmpty();

            assertThat(Dump.count("calendar_connections where user_id = 'otto'")).isZero();
            assertThat(
                            Dump.column(
                                    "SELECT kind FROM retired_once WHERE user_id = 'otto' AND due ORDER BY 1"))
                    .containsExactly("access", "refresh");
        } finally {
            Dump.executeUndisturbed("DROP FUNCTION remember_retired() CASCADE");
            Dump.execute("DROP TABLE retired_once");
            Dump.execute("DELETE FROM retired_tokens");
        }
    }

    /// The rows themselves may be gone at once: they are due, and there is who revokes them.
    private static void rememberRetired() {
        Dump.execute("CREATE TABLE retired_once (user_id text, kind text, due boolean)");
        Dump.execute(
                "CREATE FUNCTION remember_retired() RETURNS trigger LANGUAGE plpgsql AS"
                        + " $$ BEGIN INSERT INTO retired_once"
                        + " VALUES (NEW.user_id, NEW.kind, NEW.revoke_at <= now()); RETURN NULL; END $$");
        Dump.executeUndisturbed(
                "CREATE TRIGGER remember_retired AFTER INSERT ON retired_tokens"
                        + " FOR EACH ROW EXECUTE FUNCTION remember_retired()");
    }

    /// Two tabs: Calendly tells whose the first grant is once the second has taken its place.
    @Test
    void isNotGivenToTheAccountOfAnother() {
        Caller owner = new Caller("default", "oscar");
        Connection first = stored(consent(owner, true), TestGrants.of("ada", "acme")).orElseThrow();
        Connection second =
                stored(consent(owner, true), TestGrants.of("another", "gina", "acme"))
                        .orElseThrow();
        Account ada = new Account("users/ada", "organizations/acme", "Ada", "ada@acme.test", "UTC");

        assertThat(second.id()).isEqualTo(first.id());
        assertThatThrownBy(
                        () -> done(() -> connections.bind(first.id(), ada, first.tokenVersion())))
                .hasRootCauseInstanceOf(OtherGrantException.class);
        assertThat(done(() -> connections.bind(second.id(), ada, second.tokenVersion())))
                .isPresent();
    }

    private Optional<Connection> stored(ConsentCode code, Grant grant) {
        return done(() -> connections.storeGrant(code, grant, Duration.ofHours(1)));
    }

    private static ConsentCode consent(Caller owner, boolean wanted) {
        return new ConsentCode(
                owner,
                SecretString.of("code"),
                SecretString.of("verifier"),
                URI.create("http://localhost/callback"),
                () -> Uni.createFrom().item(wanted));
    }

    private static Person connected() {
        Person person = Person.newcomer();
        person.connect("ada");
        await().untilAsserted(() ->
                assertThat(person.connection().at("/sync/status").asText()).isEqualTo("done"));
        return person;
    }

    private StoredGrant stored() {
        UUID id = UUID.fromString(column("id"));
        return done(() -> grants.find(id)).orElseThrow();
    }

    /// The refresh token that is stored is dead from now on.
    private Grant rotated(StoredGrant seen) {
        return done(() -> calendly.refresh(seen.refreshToken(), late -> {}));
    }

    private static void assertWorks(Person person) {
        assertThat(person.post("/api/calendly/connection", Map.of()).body().get("status").asText())
                .isEqualTo("connected");
        assertThat(person.connection().get("status").asText()).isEqualTo("active");
    }

    private static long marks() {
        return Long.parseLong(
                Dump.column("SELECT coalesce(sum(marks), 0) FROM calendly_organizations")
                        .getFirst());
    }

    private static String column(String name) {
        return Dump.column("SELECT " + name + " FROM calendar_connections").getFirst();
    }

    private static <T> T done(Supplier<Uni<T>> work) {
        try {
            return VertxContextSupport.subscribeAndAwait(work);
        } catch (Throwable failed) {
            throw new AssertionError(failed);
        }
    }
}
