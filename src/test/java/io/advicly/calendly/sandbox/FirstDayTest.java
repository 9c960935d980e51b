package io.advicly.calendly.sandbox;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.advicly.calendly.testing.Ports;
import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The command of docs/first-day.md, with the sandbox in the place of Calendly. */
class FirstDayTest {
    private static final HttpClient BROWSER =
            HttpClient.newBuilder().followRedirects(HttpClient.Redirect.ALWAYS).build();

    private static final Path SCRIPT = Path.of("etc", "first-day").toAbsolutePath();

    private static final List<String> TOOLS = List.of("sh", "dirname", "sed", "head", "readlink");

    @TempDir Path folder;

    @Test
    void isAProgramThatAnybodyMayRun() {
        assertThat(SCRIPT).isExecutable();
    }

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

    /** From anywhere, where the PATH has neither Java nor Maven, and JAVA_HOME another Java. */
    private ProcessBuilder process(Map<String, String> settings) throws IOException {
        ProcessBuilder process =
                new ProcessBuilder(tools().resolve("sh").toString(), SCRIPT.toString())
                        .directory(folder.toFile());
        process.environment().put("PATH", tools().toString());
        process.environment().put("JAVA_HOME", folder.resolve("old").toString());
        process.environment().put("HOME", home().toString());
        process.environment().keySet().removeIf(name -> name.startsWith("CALENDLY_"));
        process.environment().putAll(settings);
        return process;
    }

    private Path tools() throws IOException {
        Path tools = Files.createDirectories(folder.resolve("tools"));
        for (String tool : TOOLS) {
            Path link = tools.resolve(tool);
            if (Files.notExists(link)) {
                Files.createSymbolicLink(link, found(tool));
            }
        }
        return tools;
    }

    private static Path found(String tool) {
        return Stream.of(System.getenv("PATH").split(File.pathSeparator))
                .map(place -> Path.of(place, tool))
                .filter(Files::isExecutable)
                .findFirst()
                .orElseThrow();
    }

    /** Where a version manager has put the Java of this test. */
    private Path home() throws IOException {
        Path jdk = folder.resolve(".jdks").resolve("one of them");
        if (Files.notExists(jdk)) {
            Files.createDirectories(jdk.getParent());
            Files.createSymbolicLink(jdk, Path.of(System.getProperty("java.home")));
        }
        return folder;
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
