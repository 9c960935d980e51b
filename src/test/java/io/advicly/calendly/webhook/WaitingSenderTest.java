package io.advicly.calendly.webhook;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.advicly.calendly.webhook.signature.Deliver;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.Socket;
import java.net.URI;
import org.junit.jupiter.api.Test;

/// A sender of deliveries that waits with the body until it is asked for it.
@QuarkusTest
@TestProfile(ServiceProfile.class)
class WaitingSenderTest {

    private final Installation installation;

    @TestHTTPResource(Deliver.PATH)
    @SuppressWarnings("NullAway.Init") // injected by Quarkus
    URI address;

    WaitingSenderTest(Installation installation) {
        this.installation = installation;
    }

    @Test
    void isAskedForTheBodyAtOnce() throws IOException {
        // Given
        var organization = installation.connected();
        byte[] body = organization.body("invitee.created");
        try (Socket socket = new Socket(address.getHost(), address.getPort())) {
            socket.setSoTimeout(60_000);
            var answers = new BufferedReader(new InputStreamReader(socket.getInputStream(), UTF_8));
            // When
            send(socket, head(organization, body).getBytes(UTF_8));
            // Then
            assertThat(answers.readLine()).startsWith("HTTP/1.1 100 ");
            assertThat(answers.readLine()).isEmpty();
            // When
            send(socket, body);
            // Then
            assertThat(answers.readLine()).startsWith("HTTP/1.1 200 ");
        }
        assertThat(installation.deliveries(organization)).hasSize(1);
    }

    private static String head(Installation.Organization organization, byte[] body) {
        return """
        POST %s/%s HTTP/1.1\r
        Host: localhost\r
        Content-Type: application/json\r
        Content-Length: %d\r
        Calendly-Webhook-Signature: %s\r
        Expect: 100-continue\r
        \r
        """
                .formatted(
                        Deliver.PATH,
                        organization.token(),
                        body.length,
                        Deliver.header(organization.key(), body));
    }

    private static void send(Socket socket, byte[] bytes) throws IOException {
        socket.getOutputStream().write(bytes);
        socket.getOutputStream().flush();
    }
}
