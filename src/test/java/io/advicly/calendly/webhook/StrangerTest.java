package io.advicly.calendly.webhook;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.advicly.calendly.security.cipher.RandomTokens;
import io.advicly.calendly.webhook.signature.Deliver;
import io.advicly.calendly.webhook.signature.HalfSent;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// What somebody can have this service do who is not Calendly: next to nothing.
@QuarkusTest
@TestProfile(StrangerTest.Profile.class)
class StrangerTest {

    private static final int HALF = 20_000;
    private static final int BODY = 2 * HALF;
    private static final int CONNECTIONS = 100;

    private final Installation installation;
    private final MeterRegistry meters;

    @TestHTTPResource("/")
    @SuppressWarnings("NullAway.Init") // injected by Quarkus
    URI address;

    StrangerTest(Installation installation, MeterRegistry meters) {
        this.installation = installation;
        this.meters = meters;
    }

    public static class Profile extends ServiceProfile {

        @Override
        public Map<String, String> getConfigOverrides() {
            Map<String, String> all = new HashMap<>(super.getConfigOverrides());
            all.put("calendly.bodies.memory", "100K");
            all.put("calendly.bodies.per-sender", "90K");
            all.put("quarkus.http.limits.max-connections", String.valueOf(CONNECTIONS));
            // What is half sent stays so for as long as a test takes.
            all.put("calendly.bodies.patience", "2m");
            return all;
        }
    }

    @Test
    void anInventedTokenIsRefusedBeforeItsBodyComes() {
        try (HalfSent sent = HalfSent.to(address, RandomTokens.urlSafe(), BODY, forged())) {
            assertThat(sent.status()).matches("HTTP/1.1 (404|503) .*");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"nonsense", "t=1,v1=", "v1=00", "t=99999999999999999999,v1=00"})
    void whatCannotBeASignatureIsRefusedBeforeTheBodyComes(String signature) {
        var organization = installation.connected();
        try (HalfSent sent = HalfSent.to(address, organization.token(), BODY, signature)) {
            assertThat(sent.status()).startsWith("HTTP/1.1 401 ");
        }
    }

    @Test
    void noSignatureIsRefusedBeforeTheBodyComes() {
        var organization = installation.connected();
        try (HalfSent sent = HalfSent.to(address, organization.token(), BODY, null)) {
            assertThat(sent.status()).startsWith("HTTP/1.1 401 ");
        }
    }

    /// Only hooks of an old backend deliver there, and nobody has said that there are any.
    @Test
    void theAddressWithoutATokenIsNotThere() {
        var organization = installation.adopted();
        byte[] body = organization.body("invitee.created");
        Deliver.to(null, Deliver.header(organization.key(), body), body).statusCode(404);
        try (HalfSent sent = HalfSent.to(address, "", BODY, forged())) {
            assertThat(sent.status()).startsWith("HTTP/1.1 404 ");
        }
    }

    @Test
    void bytesThatNobodyHasVerifiedAreBounded() {
        var organization = installation.connected();
        List<HalfSent> open = new ArrayList<>();
        try {
            for (int number = 0; number < 4; number++) {
                open.add(half(organization));
            }
            await().untilAsserted(() -> assertThat(held()).isEqualTo(4.0 * HALF));

            try (HalfSent more = half(organization)) {
                assertThat(more.answer())
                        .startsWith("HTTP/1.1 503 ")
                        .containsIgnoringCase("Retry-After: 5");
            }
            Deliver.signed(organization, organization.body("invitee.created")).statusCode(200);
        } finally {
            open.forEach(HalfSent::close);
        }

        await().untilAsserted(() -> assertThat(held()).isZero());
        try (HalfSent again = half(organization)) {
            assertThat(again.send(new byte[HALF]).status()).startsWith("HTTP/1.1 401 ");
        }
        await().untilAsserted(() -> assertThat(held()).isZero());
    }

    /// Neither while invented tokens use up every look-up, nor when the notice of a new one has
    /// never been heard: both at the same time here.
    @Test
    void aFloodOfInventedTokensNeverMakesARealOneUnknown() {
        Set<Integer> answers = new HashSet<>();
        installation.execute(
                "ALTER TABLE calendly_webhook_subscriptions DISABLE TRIGGER calendly_signing_keys_written");
        try {
            for (int round = 0; round < 20; round++) {
                var organization = installation.connected();
                byte[] body = organization.body("invitee.created");
                for (int number = 0; number < 30; number++) {
                    var _ = Deliver.to(RandomTokens.urlSafe(), forged(), body);
                }
                answers.add(Deliver.signed(organization, body).extract().statusCode());
            }
        } finally {
            installation.execute(
                    "ALTER TABLE calendly_webhook_subscriptions ENABLE TRIGGER calendly_signing_keys_written");
        }
        assertThat(answers).isSubsetOf(200, 503);
    }

    /// Neither by what was answered and is kept, nor by the beginning of a head, nor by nothing.
    @ParameterizedTest
    @ValueSource(strings = {"GET /api/meetings HTTP/1.1\r\nHost: a\r\n\r\n", "GET /api/mee", ""})
    void oneAddressLeavesConnectionsToOthers(String sent) throws IOException {
        assertThat(answer(address.getHost())).startsWith("HTTP/1.1 401");
        List<Socket> kept = new ArrayList<>();
        try {
            for (int number = 0; number < 2 * CONNECTIONS; number++) {
                kept.add(connected(address.getHost(), sent));
            }
            await().untilAsserted(() -> assertThat(answer("127.0.0.2")).startsWith("HTTP/1.1 401"));
        } finally {
            for (Socket each : kept) {
                each.close();
            }
        }
        await().untilAsserted(
                        () -> assertThat(answer(address.getHost())).startsWith("HTTP/1.1 401"));
    }

    private String answer(String from) throws IOException {
        try (Socket socket = connected(from, "GET /api/meetings HTTP/1.1\r\nHost: a\r\n\r\n")) {
            return new String(socket.getInputStream().readNBytes(12), UTF_8);
        }
    }

    private Socket connected(String from, String sent) throws IOException {
        Socket socket =
                new Socket(address.getHost(), address.getPort(), InetAddress.getByName(from), 0);
        socket.setSoTimeout(60_000);
        try {
            socket.getOutputStream().write(sent.getBytes(UTF_8));
        } catch (IOException closedAlready) {
            // It was one too many.
        }
        return socket;
    }

    private HalfSent half(Installation.Organization organization) {
        return HalfSent.to(address, organization.token(), BODY, forged()).send(new byte[HALF]);
    }

    private double held() {
        return meters.get("bodies.held.bytes").gauge().value();
    }

    private static String forged() {
        return Deliver.header("another-key", new byte[] {1});
    }
}
