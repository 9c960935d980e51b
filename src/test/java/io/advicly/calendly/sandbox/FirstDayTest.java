package io.advicly.calendly.sandbox;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.advicly.calendly.testing.Ports;
import java.io.BufferedReader;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The command of docs/first-day.md, with the sandbox in the place of Calendly. */
class FirstDayTest {
    private static final HttpClient BROWSER =
            HttpClient.newBuilder().followRedirects(HttpClient.Redirect.ALWAYS).build();

    @TempDir Path folder;

    @Test
    void reportsWhatItFindsAndNoSecret() throws Exception {
        int port = Ports.free();
        try (Sandbox sandbox =
                Sandbox.start(
                        SandboxOptions.defaults()
                                .withAnyPort()
                                .withRedirectUri("http://localhost:" + port + "/callback"))) {
            String report = report(sandbox, port);

            assertThat(report)
                    .contains("A wrong client secret**: `401`")
                    .contains(
                            "The same code again**: `400`", "The old refresh token again**: `400`")
                    .contains("A refresh after that**: `400`", "active: true", "active: false")
                    .contains("required_scopes", "x-ratelimit-limit")
                    .contains("The next page**: `200`", "A page token that is none**: `400`")
                    .contains("A token that is none**: `401`", "The access token is invalid")
                    .contains("At scope user**: `201`", "The same again**: `409`")
                    .contains("Deleting it**: `204`", "Deleting it again**: `404`")
                    .doesNotContain("@", "Ada", "sandbox-secret");
            for (JsonNode secret : control(sandbox, "/_control/secrets").findValues("value")) {
                // One subscription was made with an empty key.
                assertThat(secret.asText().isEmpty() || !report.contains(secret.asText()))
                        .as(report)
                        .isTrue();
            }
            assertThat(control(sandbox, "/_control/subscriptions").findValues("callback_url"))
                    .isEmpty();
        }
    }

    @Test
    void saysWhatItNeeds() throws Exception {
        Process process = process(Map.of()).start();

        assertThat(process.waitFor(5, TimeUnit.MINUTES)).isTrue();
        assertThat(process.exitValue()).isEqualTo(2);
        assertThat(new String(process.getErrorStream().readAllBytes(), UTF_8))
                .contains("CALENDLY_ACCESS_TOKEN", "docs/first-day.md");
    }

    private String report(Sandbox sandbox, int port) throws Exception {
        Path report = folder.resolve("report.md");
        String base = sandbox.baseUrl().toString();
        Process process =
                process(
                                Map.of(
                                        "CALENDLY_API_URL",
                                        base,
                                        "CALENDLY_AUTH_URL",
                                        base,
                                        "CALENDLY_WEB_URL",
                                        base,
                                        "CALENDLY_CLIENT_ID",
                                        "sandbox-client",
                                        "CALENDLY_CLIENT_SECRET",
                                        "sandbox-secret",
                                        "FIRST_DAY_PORT",
                                        String.valueOf(port)))
                        .redirectOutput(report.toFile())
                        .start();
        try (BufferedReader told = process.errorReader(UTF_8)) {
            agree(told);
            assertThat(process.waitFor(5, TimeUnit.MINUTES)).isTrue();
        } finally {
            process.destroyForcibly();
        }
        String text = Files.readString(report);
        assertThat(process.exitValue()).as(text).isZero();
        return text;
    }

    /** As a person would, in the browser. */
    private static void agree(BufferedReader told) throws IOException, InterruptedException {
        String line = told.readLine();
        assertThat(line).startsWith("Open, and agree: ");
        URI address =
                URI.create(
                        line.substring("Open, and agree: ".length())
                                + "&_account=ada&_decision=approve");
        HttpResponse<String> page =
                BROWSER.send(
                        HttpRequest.newBuilder(address).build(),
                        HttpResponse.BodyHandlers.ofString());
        assertThat(page.body()).isEqualTo("Back to the terminal.");
    }

    private static ProcessBuilder process(Map<String, String> settings) {
        ProcessBuilder process =
                new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "etc/firstday/FirstDay.java");
        process.environment().keySet().removeIf(name -> name.startsWith("CALENDLY_"));
        process.environment().putAll(settings);
        return process;
    }

    private static JsonNode control(Sandbox sandbox, String path) throws Exception {
        return new ObjectMapper()
                .readTree(
                        BROWSER.send(
                                        HttpRequest.newBuilder(URI.create(sandbox.baseUrl() + path))
                                                .build(),
                                        HttpResponse.BodyHandlers.ofString())
                                .body());
    }
}
