package io.advicly.calendly.security.keyring;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.advicly.calendly.platform.work.Watchdog;
import io.advicly.calendly.security.cipher.Ciphers;
import io.advicly.calendly.security.cipher.EncryptionKeyRing;
import io.advicly.calendly.security.cipher.FieldCipher;
import io.advicly.calendly.testing.Calendar;
import io.advicly.calendly.testing.Dump;
import io.advicly.calendly.testing.Person;
import io.advicly.calendly.testing.SandboxResource;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.quarkus.runtime.StartupEvent;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.vertx.VertxContextSupport;
import io.vertx.mutiny.sqlclient.Pool;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// Real rows, made by the running service with its key `test`, in the hands of services with other
/// keys.
@QuarkusTest
@WithTestResource(SandboxResource.class)
class EncryptionKeyRotationTest {

    private static final String TEST_KEY = "AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8=";

    private final Pool pool;
    private final List<SealedTable> tables;

    EncryptionKeyRotationTest(Pool pool, @io.quarkus.arc.All List<SealedTable> tables) {
        this.pool = pool;
        this.tables = tables;
    }

    @BeforeEach
    void startOver() {
        Calendar.reset();
        Dump.executeUndisturbed(
                "TRUNCATE calendar_connections, calendly_webhook_subscriptions, oauth_states, leases,"
                        + " retired_tokens CASCADE");
        Dump.execute("DELETE FROM encryption_keys WHERE id <> 'test'");
        Dump.execute("UPDATE encryption_keys SET retired_at = NULL");
    }

    /// The running service has the key `test` alone.
    @AfterEach
    void forgetWhatOthersCannotRead() {
        Dump.execute("DELETE FROM destinations");
        Dump.execute("DELETE FROM erasure_keys");
    }

    @Test
    void movesEveryCiphertextToTheActiveKey() throws Throwable {
        Person olivia = Person.newcomer();
        olivia.connect("ada");
        olivia.post("/api/calendly/connection", Map.of()).expect(200);
        assertThat(Dump.count("retired_tokens")).isEqualTo(1);
        var _ = Person.newcomer().askToConnect();
        Person.admin()
                .post("/api/admin/erasures", Map.of("email", "nobody@example.test"))
                .expect(200);
        makeADestinationWithTwoSecrets();
        FieldCipher both = cipher("next", Map.of("test", TEST_KEY, "next", Ciphers.key(2)));
        assertThat(complaints(both)).isEmpty();

        rotateAll(both);

        assertThat(
                        Dump.column(
                                "SELECT id FROM calendar_connections WHERE calendly_webhook_signing_key IS NOT NULL"))
                .as("the copy of the signing key followed")
                .hasSize(1);
        FieldCipher nextAlone = cipher("next", Map.of("next", Ciphers.key(2)));
        assertThat(complaints(nextAlone)).as("the old key may be removed").isEmpty();
        assertThat(Dump.column("SELECT id FROM encryption_keys WHERE retired_at IS NOT NULL"))
                .containsExactly("test");
    }

    private static void makeADestinationWithTwoSecrets() {
        Person backend = Person.backend("default");
        String id =
                backend.post("/api/backend/destinations", Map.of("url", "http://127.0.0.1:9/"))
                        .expect(201)
                        .body()
                        .get("id")
                        .asText();
        backend.post("/api/backend/destinations/" + id + "/secret", Map.of()).expect(200);
    }

    @Test
    void aDestinationWhoseSecretNobodyCanReadIsHeld() throws Throwable {
        makeADestinationWithTwoSecrets();
        Dump.execute("UPDATE destinations SET secret = 'v1.test.' || repeat('A', 60)");
        FieldCipher both = cipher("next", Map.of("test", TEST_KEY, "next", Ciphers.key(2)));
        assertThat(complaints(both)).isEmpty();

        rotate(both);

        assertThat(
                        Dump.column(
                                "SELECT last_error FROM destinations WHERE held_at IS NOT NULL AND secret IS NULL"))
                .singleElement()
                .asString()
                .contains("make a new one");
    }

    @Test
    void anErasureKeyThatNobodyCanReadGoesWithItsHashes() throws Throwable {
        Person.admin()
                .post("/api/admin/erasures", Map.of("email", "nobody@example.test"))
                .expect(200);
        Dump.execute("UPDATE erasure_keys SET sealed_key = 'v1.test.' || repeat('A', 40)");
        FieldCipher both = cipher("next", Map.of("test", TEST_KEY, "next", Ciphers.key(2)));
        assertThat(complaints(both)).isEmpty();

        rotate(both);

        assertThat(Dump.count("erasure_keys")).isZero();
        assertThat(Dump.count("erased_addresses")).isZero();
    }

    @Test
    void neverMovesBackToAnOlderKey() throws Throwable {
        Person.newcomer().connect("ada");
        FieldCipher rotated = cipher("next", Map.of("test", TEST_KEY, "next", Ciphers.key(2)));
        assertThat(complaints(rotated)).isEmpty();
        rotateAll(rotated);

        rotate(cipher("test", Map.of("test", TEST_KEY, "next", Ciphers.key(2))));

        assertThat(keyIdsInUse()).containsOnly("next");
    }

    @Test
    void refusesToStartWithoutAKeyThatIsNeeded() throws Throwable {
        Person.newcomer().connect("ada");

        assertThat(complaints(cipher("next", Map.of("next", Ciphers.key(2)))))
                .singleElement()
                .asString()
                .matches("calendly.encryption.keys.test is missing: \\d+ rows .*");
    }

    @Test
    void refusesToStartWithAnotherKeyUnderAKnownId() throws Throwable {
        FieldCipher wrong = cipher("test", Map.of("test", Ciphers.key(9)));

        assertThat(complaints(wrong))
                .singleElement()
                .asString()
                .startsWith("calendly.encryption.keys.test is another key")
                .doesNotContain("\n", Ciphers.key(9));
        assertThatThrownBy(() -> gate(wrong).check(new StartupEvent()))
                .hasMessageContaining("calendly.encryption.keys.test is another key");
    }

    @Test
    void aRetiredIdTakesNoOtherKeyEither() throws Throwable {
        assertThat(complaints(cipher("next", Map.of("next", Ciphers.key(2))))).isEmpty();

        assertThat(
                        complaints(
                                cipher(
                                        "next",
                                        Map.of("next", Ciphers.key(2), "test", Ciphers.key(3)))))
                .singleElement()
                .asString()
                .startsWith("calendly.encryption.keys.test is another key");
    }

    @Test
    void adoptsAKeyFromBeforeKeysWereRecorded() throws Throwable {
        FieldCipher cipher = cipher("next", Map.of("test", TEST_KEY, "next", Ciphers.key(2)));
        Dump.execute("UPDATE encryption_keys SET check_value = NULL WHERE id = 'test'");

        assertThat(complaints(cipher)).isEmpty();

        assertThat(
                        complaints(
                                cipher(
                                        "test",
                                        Map.of("test", Ciphers.key(9), "next", Ciphers.key(2)))))
                .hasSize(1);
    }

    @Test
    void givesUpWhatNobodyCanReadAndMovesTheRest() throws Throwable {
        Person unlucky = Person.newcomer();
        unlucky.connect("mia");
        Person other = Person.newcomer();
        other.connect("ada");
        Dump.execute(
                "UPDATE calendar_connections SET refresh_token = overlay(refresh_token placing 'AAAA' from 20)"
                        + " WHERE user_id = '"
                        + unlucky.user()
                        + "'");
        FieldCipher both = cipher("next", Map.of("test", TEST_KEY, "next", Ciphers.key(2)));
        assertThat(complaints(both)).isEmpty();

        rotateAll(both);

        assertThat(unlucky.connection().get("status").asText()).isEqualTo("needs_reconnect");
        assertThat(other.connection().get("status").asText()).isEqualTo("active");
        assertThat(complaints(cipher("next", Map.of("next", Ciphers.key(2))))).isEmpty();
    }

    @Test
    void settlesAKeyIdThatNeverWas() throws Throwable {
        Person unlucky = Person.newcomer();
        unlucky.connect("ada");
        Dump.execute(
                "UPDATE calendar_connections SET access_token = replace(access_token, 'v1.test.', 'v1.tesu.')");
        FieldCipher both = cipher("next", Map.of("test", TEST_KEY, "next", Ciphers.key(2)));
        assertThat(complaints(both)).as("one damaged row stops nobody's start").isEmpty();
        int before = marks();

        rotateAll(both);

        assertThat(unlucky.connection().get("status").asText()).isEqualTo("needs_reconnect");
        assertThat(marks()).as("somebody else may have to carry").isGreaterThan(before);
        assertThat(keyIdsInUse()).containsOnly("next");
    }

    @Test
    void aGrantThatCannotBeReadNeedsANewConsent() {
        Person unlucky = Person.newcomer();
        unlucky.connect("ada");
        Person other = Person.newcomer();
        other.connect("gina");
        Dump.execute(
                "UPDATE calendar_connections SET refresh_token = overlay(refresh_token placing 'AAAA' from 20)"
                        + " WHERE user_id = '"
                        + unlucky.user()
                        + "'");

        assertThat(unlucky.post("/api/calendly/connection", Map.of()).body().get("status").asText())
                .isEqualTo("authorization_required");

        assertThat(unlucky.connection().get("status").asText()).isEqualTo("needs_reconnect");
        assertThat(unlucky.connection().get("reason").asText()).isNotBlank();
        assertThat(other.post("/api/calendly/connection", Map.of()).body().get("status").asText())
                .isEqualTo("connected");
        unlucky.connect("ada");
        assertThat(unlucky.connection().get("status").asText()).isEqualTo("active");
    }

    @Test
    void aKeyThatOnlyAnotherReplicaHasIsNoReasonForAConsent() {
        Person olivia = Person.newcomer();
        olivia.connect("ada");
        Dump.execute(
                "UPDATE calendar_connections SET refresh_token = replace(refresh_token, 'v1.test.', 'v1.rolled.')");

        var reply = olivia.post("/api/calendly/connection", Map.of()).expect(503);

        assertThat(reply.header("Retry-After")).isNotBlank();
        assertThat(olivia.connection().get("status").asText()).isEqualTo("active");
    }

    @Test
    void aSigningKeyThatCannotBeReadGetsItsSubscriptionReplaced() {
        Person olivia = Person.newcomer();
        olivia.connect("ada");
        String before = Calendar.subscriptions().getFirst().get("id").asText();
        Dump.execute(
                "UPDATE calendly_webhook_subscriptions SET webhook_signing_key = overlay(webhook_signing_key placing 'AAAA' from 20)");

        Calendar.Booking booking = Calendar.book("ada-intro", "Patient Guest");

        await().untilAsserted(() ->
                assertThat(Calendar.subscriptions())
                        .singleElement()
                        .satisfies(it -> assertThat(it.get("id").asText()).isNotEqualTo(before)));
        await().untilAsserted(() ->
                assertThat(olivia.meetings())
                        .anySatisfy(it ->
                                assertThat(it.get("calendly_event_uri").asText())
                                        .isEqualTo(booking.event())));
        assertThat(olivia.connection().get("status").asText()).isEqualTo("active");
    }

    private static int marks() {
        return Integer.parseInt(
                Dump.column("SELECT sum(marks) FROM calendly_organizations").getFirst());
    }

    private List<String> complaints(FieldCipher cipher) throws Throwable {
        return VertxContextSupport.subscribeAndAwait(() -> gate(cipher).complaints());
    }

    private EncryptionKeyCheck gate(FieldCipher cipher) {
        return new EncryptionKeyCheck(
                new EncryptionKeys(pool), new SealedRows(pool, tables), cipher);
    }

    /// As often as it takes: rows that somebody holds are left to the next run.
    private void rotateAll(FieldCipher cipher) {
        await().untilAsserted(() -> {
            try {
                rotate(cipher);
            } catch (Throwable failed) {
                throw new AssertionError(failed);
            }
            assertThat(keyIdsInUse()).containsOnly(cipher.keys().activeId());
        });
    }

    private void rotate(FieldCipher cipher) throws Throwable {
        VertxContextSupport.subscribeAndAwait(() ->
                new EncryptionKeyRotation(
                                new EncryptionKeys(pool),
                                new SealedRows(pool, tables),
                                new ResealBatch(pool, cipher),
                                new RotationMetrics(new SimpleMeterRegistry()),
                                cipher,
                                new Watchdog(new SimpleMeterRegistry()))
                        .rotate());
    }

    private static List<String> keyIdsInUse() {
        return Dump.column(
                "SELECT DISTINCT split_part(sealed, '.', 2) FROM (SELECT access_token FROM calendar_connections"
                        + " UNION ALL SELECT refresh_token FROM calendar_connections"
                        + " UNION ALL SELECT calendly_webhook_signing_key FROM calendar_connections"
                        + " UNION ALL SELECT webhook_signing_key FROM calendly_webhook_subscriptions"
                        + " UNION ALL SELECT sealed_key FROM erasure_keys"
                        + " UNION ALL SELECT token FROM retired_tokens"
                        + " UNION ALL SELECT pkce_verifier FROM oauth_states) AS every(sealed)"
                        + " WHERE sealed IS NOT NULL");
    }

    private static FieldCipher cipher(String active, Map<String, String> keys) {
        return new FieldCipher(EncryptionKeyRing.of(keys, java.util.Optional.of(active)));
    }
}
