package io.advicly.calendly.session.page;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.runtime.LaunchMode;
import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;
import org.junit.jupiter.api.Test;

/// Whoever works on the component loads the page again, and sees what they have changed.
class ServedFilesTest {

    @Test
    void areReadAgainInDevelopmentAlone() throws IOException, URISyntaxException {
        ServedFiles changing = new ServedFiles(LaunchMode.DEVELOPMENT);
        ServedFiles kept = new ServedFiles(LaunchMode.NORMAL);
        ServedFile before = changing.get("connect.css");

        whileItSays("/* changed */", () -> assertRead(changing, "/* changed */"));
        whileItSays("/* changed */", () -> assertRead(kept, new String(before.content(), UTF_8)));

        assertThat(changing.get("connect.css").tag()).isEqualTo(before.tag());
    }

    private static void assertRead(ServedFiles files, String text) {
        assertThat(files.get("connect.css").content()).asString().isEqualTo(text);
    }

    @Test
    void aBrowserAsksForItAgainInDevelopment() {
        assertThat(new ServedFiles(LaunchMode.DEVELOPMENT).cacheControl()).isEqualTo("no-cache");
        assertThat(new ServedFiles(LaunchMode.NORMAL).cacheControl())
                .isEqualTo("public, max-age=300");
    }

    /// As `quarkus:dev` copies a file that has changed.
    private static void whileItSays(String text, Runnable check)
            throws IOException, URISyntaxException {
        Path style =
                Path.of(
                        Objects.requireNonNull(
                                        ServedFiles.class.getResource("/connect/connect.css"))
                                .toURI());
        byte[] before = Files.readAllBytes(style);
        try {
            Files.writeString(style, text);
            check.run();
        } finally {
            Files.write(style, before);
        }
    }
}
