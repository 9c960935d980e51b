package io.advicly.calendly.testing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Assumptions;

/// A backend's receiver of events in a process of its own: as `docs/backend.md` has it, in one of
/// its languages. It prints each event that is verified and new, with its id first.
public final class DocumentedReceiver implements AutoCloseable {

    private static final Path DOCUMENT = Path.of("docs", "backend.md");

    /// The npm package of the document.
    private static final String PACKAGE = "standardwebhooks@1.1.1";

    private static final int INSTALL_SECONDS = 120;

    /// What it is written in.
    public enum Language {
        NODE("js", "receiver.mjs"),
        JAVA("java", "Receiver.java"),
        PYTHON("python", "receiver.py");

        private final String block;
        private final String file;

        Language(String block, String file) {
            this.block = block;
            this.file = file;
        }
    }

    private final Process process;
    private final Path output;

    private DocumentedReceiver(Process process, Path output) {
        this.process = process;
        this.output = output;
    }

    /// Skips the test, in one line, where there is nothing to run it with.
    public static DocumentedReceiver start(Language language, int port, String secret) {
        try {
            Path folder = Files.createTempDirectory("receiver");
            Files.writeString(folder.resolve(language.file), source(language));
            Path output = folder.resolve("output");
            ProcessBuilder builder =
                    new ProcessBuilder(command(language, folder))
                            .directory(folder.toFile())
                            .redirectErrorStream(true)
                            .redirectOutput(output.toFile());
            builder.environment().put("WEBHOOK_SECRET", secret);
            builder.environment().put("PORT", String.valueOf(port));
            DocumentedReceiver receiver = new DocumentedReceiver(builder.start(), output);
            receiver.awaitListening(port);
            return receiver;
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    private static String source(Language language) throws IOException {
        Matcher block =
                Pattern.compile("```" + language.block + "\n(.*?)```", Pattern.DOTALL)
                        .matcher(Files.readString(DOCUMENT));
        assertThat(block.find()).as("a snippet in %s", language).isTrue();
        return block.group(1);
    }

    private static List<String> command(Language language, Path folder) throws IOException {
        return switch (language) {
            case NODE -> {
                needs("node");
                needs("npm");
                install(folder);
                yield List.of("node", language.file);
            }
            case JAVA ->
                    List.of(
                            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                            "-cp",
                            library(),
                            language.file);
            case PYTHON -> {
                needs("python3");
                yield List.of("python3", language.file);
            }
        };
    }

    private static void needs(String command) {
        try {
            var _ =
                    new ProcessBuilder(command, "--version")
                            .redirectErrorStream(true)
                            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                            .start();
        } catch (IOException missing) {
            Assumptions.abort("skipped: no " + command + " on the PATH");
        }
    }

    private static void install(Path folder) throws IOException {
        Process npm =
                new ProcessBuilder("npm", "install", "--no-fund", "--no-audit", PACKAGE)
                        .directory(folder.toFile())
                        .redirectErrorStream(true)
                        .redirectOutput(folder.resolve("npm").toFile())
                        .start();
        if (!ended(npm) || npm.exitValue() != 0) {
            npm.destroyForcibly();
            Assumptions.abort("skipped: npm did not get " + PACKAGE);
        }
    }

    private static boolean ended(Process process) {
        try {
            return process.waitFor(INSTALL_SECONDS, TimeUnit.SECONDS);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    /// The jar that tests verify with themselves.
    private static String library() {
        return Path.of(
                        com.standardwebhooks.Webhook.class
                                .getProtectionDomain()
                                .getCodeSource()
                                .getLocation()
                                .getPath())
                .toString();
    }

    private void awaitListening(int port) {
        await().failFast("it has ended: " + output, () -> !process.isAlive())
                .ignoreExceptions()
                .until(() -> isListening(port));
    }

    private static boolean isListening(int port) throws IOException {
        try (Socket socket = new Socket()) {
            socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
            return true;
        }
    }

    /// An event as it was printed.
    public record Printed(String id, String line) {

        /// What it was about: the last JSON object of the line, or what that has under `data`.
        public JsonNode data() {
            JsonNode json = json(line.substring(line.indexOf('{')));
            return json.has("timestamp") && json.has("data") ? json.get("data") : json;
        }

        /// Where the language of the receiver prints the whole body.
        public String type() {
            return json(line.substring(line.indexOf('{'))).get("type").asText();
        }

        private static JsonNode json(String text) {
            try {
                return Http.JSON.readTree(text);
            } catch (JsonProcessingException failed) {
                throw new UncheckedIOException(failed);
            }
        }
    }

    /// In the order in which they came.
    public List<Printed> printed() {
        return lines().stream()
                .filter(line -> line.contains(" "))
                .map(line -> new Printed(line.substring(0, line.indexOf(' ')), line))
                .toList();
    }

    /// Also what went wrong.
    public List<String> lines() {
        try {
            return Files.readAllLines(output);
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    @Override
    public void close() {
        process.destroy();
        ended(process);
    }
}
