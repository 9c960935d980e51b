package io.advicly.calendly.packaging;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.advicly.calendly.testing.Http;
import io.advicly.calendly.testing.Installation;
import io.advicly.calendly.testing.Person;
import io.advicly.calendly.testing.Ports;
import io.advicly.calendly.testing.ServiceProcess;
import java.io.IOException;
import java.net.HttpURLConnection;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// What production shows to the outside, and what it writes down: as packaged, with its own
/// defaults.
@Tag("jar")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class HardeningIT {

    private final Installation installation = Installation.create();
    private final int management = Ports.free();

    @SuppressWarnings("NullAway.Init") // started before all
    private ServiceProcess service;

    @SuppressWarnings("NullAway.Init")
    private Path logs;

    @BeforeAll
    void start(@TempDir Path folder) {
        logs = folder;
        service =
                installation.start(
                        Map.of(
                                "quarkus.management.port",
                                String.valueOf(management),
                                "quarkus.http.access-log.enabled",
                                "true",
                                "quarkus.http.access-log.log-to-file",
                                "true",
                                "quarkus.http.access-log.log-directory",
                                folder.toString()));
    }

    @AfterAll
    void stop() {
        service.close();
        installation.close();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/q",
                "/q/health",
                "/q/health/live",
                "/q/metrics",
                "/q/openapi",
                "/q/asyncapi.yaml",
                "/q/swagger-ui",
                "/q/dev-ui",
                "/",
                "/index.html"
            })
    void theMainPortShowsNothingOfOperation(String path) {
        assertThat(Http.get(service.at(path), Map.of()).status()).isEqualTo(404);
    }

    @ParameterizedTest
    @ValueSource(strings = {"/q/health/live", "/q/health/ready", "/q/metrics", "/q/openapi"})
    void theManagementPortDoes(String path) {
        await().untilAsserted(() ->
                assertThat(Http.get(onManagement(path), Map.of()).status()).isEqualTo(200));
    }

    @Test
    void theManagementPortShowsNoApi() {
        assertThat(Http.get(onManagement("/api/meetings"), Map.of()).status()).isEqualTo(404);
    }

    @Test
    void noOtherOriginMayReadAnything() throws IOException {
        for (String method : new String[] {"GET", "OPTIONS"}) {
            String answer =
                    raw(
                            method
                                    + " /api/meetings HTTP/1.1\r\nHost: localhost\r\n"
                                    + "Origin: https://evil.test\r\n"
                                    + "Access-Control-Request-Method: GET\r\n"
                                    + "Access-Control-Request-Headers: authorization\r\n"
                                    + "Connection: close\r\n\r\n");
            assertThat(answer.toLowerCase(java.util.Locale.ROOT))
                    .startsWith("http/1.1")
                    .doesNotContain("access-control-");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"/api/meetings", "/nothing", "/api/calendly/oauth/callback?code=a"})
    void everyAnswerTellsBrowsersToBeCareful(String path) {
        Http.Reply reply = Http.get(service.at(path), Map.of());

        assertThat(reply.status()).isBetween(400, HttpURLConnection.HTTP_NOT_FOUND);
        assertThat(reply.header("X-Content-Type-Options")).isEqualTo("nosniff");
        assertThat(reply.header("X-Frame-Options")).isEqualTo("DENY");
        assertThat(reply.header("Content-Security-Policy"))
                .isEqualTo("default-src 'none'; frame-ancestors 'none'");
    }

    /// A browser obeys all policies that come with an answer: with that of what is no page, a page
    /// of ours would have neither style nor script.
    @ParameterizedTest
    @ValueSource(strings = {"/connect/nobody", "/connect/result/nobody"})
    void aPageHasItsOwnPolicyAlone(String path) {
        Http.Reply reply = Http.get(service.at(path), Map.of());

        assertThat(reply.status()).isEqualTo(HttpURLConnection.HTTP_NOT_FOUND);
        assertThat(reply.raw().headers().allValues("X-Frame-Options")).containsExactly("DENY");
        assertThat(reply.raw().headers().allValues("Content-Security-Policy"))
                .singleElement()
                .asString()
                .contains("script-src 'self'", "style-src 'self'", "frame-ancestors 'none'");
    }

    @Test
    void theAccessLogHoldsNoSecret() {
        Person person = Person.newcomer().at(service);
        URI callback = Person.decide(person.askToConnect(), "ada", "approve");
        person.land(callback);
        person.get("/api/meetings?cursor=tell-nobody");

        await().untilAsserted(() ->
                assertThat(written())
                        .contains("GET /api/calendly/oauth/callback", "GET /api/meetings"));
        assertThat(written())
                .doesNotContain("code=", "state=", "tell-nobody", "Bearer", "calendly_connect_")
                .doesNotContain(
                        person.headers().values().stream()
                                .map(it -> it.replace("Bearer ", ""))
                                .toList());
    }

    private String written() throws AssertionError {
        StringBuilder all = new StringBuilder();
        try (var files = Files.list(logs)) {
            for (Path file : files.toList()) {
                all.append(Files.readString(file));
            }
        } catch (IOException unreadable) {
            throw new AssertionError(unreadable);
        }
        return all.toString();
    }

    private URI onManagement(String path) {
        return URI.create("http://localhost:" + management + path);
    }

    private String raw(String request) throws IOException {
        try (Socket socket = new Socket("localhost", service.at("").getPort())) {
            socket.setSoTimeout(60_000);
            socket.getOutputStream().write(request.getBytes(StandardCharsets.UTF_8));
            socket.getOutputStream().flush();
            return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        }
    }
}
