package io.advicly.calendly.webhook.signature;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.advicly.calendly.webhook.Installation;
import io.advicly.calendly.webhook.ServiceProfile;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@QuarkusTest
@TestProfile(ServiceProfile.class)
class BodySizeTest {

    private static final int MIB = 1 << 20;

    private final Installation installation;

    @TestHTTPResource(Deliver.PATH)
    @SuppressWarnings("NullAway.Init") // injected by Quarkus
    URI address;

    BodySizeTest(Installation installation) {
        this.installation = installation;
    }

    @Test
    void aBodyOfExactlyTheLimitIsStored() throws Exception {
        // Given
        var organization = installation.connected();
        byte[] body = json(MIB);
        // Then
        assertThat(send(organization, body, BodyPublishers.ofByteArray(body)).statusCode())
                .isEqualTo(200);
        assertThat(installation.deliveries(organization)).hasSize(1);
    }

    @Test
    void aBodyOfExactlyTheLimitIsStoredWhenItDeclaresNothing() throws Exception {
        // Given
        var organization = installation.connected();
        byte[] body = json(MIB);
        // Then
        assertThat(send(organization, body, chunked(body)).statusCode()).isEqualTo(200);
        assertThat(installation.deliveries(organization)).hasSize(1);
    }

    @ParameterizedTest
    @ValueSource(ints = {MIB + 1, 2 * MIB, 2 * MIB + 1, 8 * MIB})
    void aLargerBodyIsRefusedByWhatItDeclares(int size) throws Exception {
        // Given
        var organization = installation.connected();
        byte[] body = json(size);
        // Then
        assertTooLarge(send(organization, body, BodyPublishers.ofByteArray(body)));
        assertThat(installation.deliveries(organization)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(ints = {MIB + 1, 2 * MIB, 2 * MIB + 1, 8 * MIB})
    void aLargerBodyIsRefusedWhenItDeclaresNothing(int size) throws Exception {
        // Given
        var organization = installation.connected();
        byte[] body = json(size);
        // Then
        assertTooLarge(send(organization, body, chunked(body)));
        assertThat(installation.deliveries(organization)).isEmpty();
    }

    @Test
    void theAnswerComesBeforeTheBodyIsSent() throws Exception {
        try (Socket socket = new Socket(address.getHost(), address.getPort())) {
            socket.setSoTimeout(60_000);
            OutputStream out = socket.getOutputStream();
            // When
            out.write(
                    """
                    POST %s/token HTTP/1.1\r
                    Host: localhost\r
                    Content-Type: application/json\r
                    Content-Length: 5000000000\r
                    \r
                    """
                            .formatted(Deliver.PATH)
                            .getBytes(UTF_8));
            out.flush();
            // Then
            String answer = new String(socket.getInputStream().readAllBytes(), UTF_8);
            assertThat(answer).startsWith("HTTP/1.1 413").contains("payload-too-large");
        }
    }

    /// Over HTTP/2 too, which this client asks for.
    @Test
    void otherPathsHaveALimitOfTheirOwn() throws Exception {
        HttpRequest request =
                HttpRequest.newBuilder(address.resolve("/api/elsewhere"))
                        .POST(BodyPublishers.ofByteArray(json(MIB + 1)))
                        .build();
        HttpResponse<String> answer =
                HttpClient.newHttpClient().send(request, BodyHandlers.ofString());
        assertTooLarge(answer);
        assertThat(answer.body()).contains("65536 bytes");
    }

    private static void assertTooLarge(HttpResponse<String> answer) {
        assertThat(answer.statusCode()).isEqualTo(413);
        assertThat(answer.headers().firstValue("Content-Type"))
                .hasValue("application/problem+json");
        assertThat(answer.body()).contains("\"urn:calendly-connect:problem:payload-too-large\"");
    }

    private HttpResponse<String> send(
            Installation.Organization organization, byte[] body, BodyPublisher publisher)
            throws IOException, InterruptedException {
        try (HttpClient client =
                HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build()) {
            return client.send(
                    HttpRequest.newBuilder(URI.create(address + "/" + organization.token()))
                            .header("Content-Type", "application/json")
                            .header(SignatureHeader.NAME, Deliver.header(organization.key(), body))
                            .POST(publisher)
                            .build(),
                    BodyHandlers.ofString());
        }
    }

    private static BodyPublisher chunked(byte[] body) {
        return BodyPublishers.ofInputStream(() -> (InputStream) new ByteArrayInputStream(body));
    }

    /// A JSON object of this many bytes.
    private static byte[] json(int size) {
        String frame = "{\"event\":\"%s\"}";
        int rest = size - frame.length() + "%s".length();
        return frame.formatted("x".repeat(rest)).getBytes(UTF_8);
    }
}
