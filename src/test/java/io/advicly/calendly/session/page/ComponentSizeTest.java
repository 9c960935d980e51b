package io.advicly.calendly.session.page;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;

/// What every page of the product loads stays small, and does nothing that it must not.
class ComponentSizeTest {

    private static final Path COMPONENT = Path.of("src/main/resources/connect/connect.js");
    private static final int MOST_BYTES = 8 * 1024;

    @Test
    void isSmall() throws IOException, NoSuchAlgorithmException {
        byte[] script = Files.readAllBytes(COMPONENT);
        int size = gzipped(script);
        byte[] hash = MessageDigest.getInstance("SHA-384").digest(script);

        System.out.printf(
                "connect.js: %d bytes gzipped, integrity sha384-%s%n",
                size, Base64.getEncoder().encodeToString(hash));
        assertThat(size).isLessThanOrEqualTo(MOST_BYTES);
    }

    /// The result comes from the service, whatever a window knows of another.
    @Test
    void reliesOnNoOtherWindow() throws IOException {
        for (String file : new String[] {"connect.js", "connect-result.js"}) {
            assertThat(Files.readString(COMPONENT.resolveSibling(file)))
                    .doesNotContainPattern("\\.closed\\b")
                    .doesNotContainPattern("opener(?! = null)")
                    .doesNotContain("postMessage(\"", ", '*'", "localStorage", "sessionStorage")
                    .doesNotContain("innerHTML", "eval(", "document.cookie");
        }
    }

    @Test
    void hasItsTypesBesideIt() throws IOException {
        String types = Files.readString(COMPONENT.resolveSibling("connect.d.ts"));

        for (String state :
                "loading not-connected connecting connected syncing degraded needs-reconnect error unavailable"
                        .split(" ")) {
            assertThat(types).contains("'" + state + "'");
            assertThat(Files.readString(COMPONENT)).contains(state);
            assertThat(Files.readString(Path.of("docs/connect.md"))).contains("`" + state + "`");
        }
    }

    private static int gzipped(byte[] content) throws IOException {
        ByteArrayOutputStream packed = new ByteArrayOutputStream();
        try (GZIPOutputStream zip = new GZIPOutputStream(packed)) {
            zip.write(content);
        }
        return packed.size();
    }
}
