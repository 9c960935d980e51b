package io.advicly.calendly.session.page;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/// What every page of the product loads stays small, and does nothing that it must not.
class ComponentSizeTest {

    private static final Path COMPONENT = Path.of("src/main/resources/connect/connect.js");

    /// Less than the 8 KiB that it is said to have: not every machine's zlib packs the same text
    /// into as few bytes.
    private static final int MOST_BYTES = 8 * 1024 - 40;

    /// What is done with the token: kept, replaced, compared, and sent as a header.
    private static final Pattern HELD =
            Pattern.compile(
                    "^#token$|this\\.#token = |^if \\(!?this\\.#token|^const token = this\\.#token$|'Bearer ' \\+ this\\.#token");

    /// As it is served: a page pins what it gets.
    @Test
    void isSmall() {
        ServedFile component = ServedFile.script("connect.js");

        System.out.printf(
                "connect.js: %d bytes gzipped, integrity %s%n",
                component.packed().length, component.integrity());
        assertThat(component.packed()).hasSizeLessThanOrEqualTo(MOST_BYTES);
    }

    @Test
    void leavesOutWhatOnlyReadersOfTheSourceNeed() {
        assertThat(ServedFile.slim("// why\nconst a = 'http://b' // c\n\n  d()\n  // e\n"))
                .isEqualTo("const a = 'http://b' // c\nd()\n");
    }

    /// The result comes from the service, whatever a window knows of another.
    @Test
    void reliesOnNoOtherWindow() throws IOException {
        for (String file : new String[] {"connect.js", "connect-result.js"}) {
            assertThat(Files.readString(COMPONENT.resolveSibling(file)))
                    .doesNotContainPattern("\\.closed\\b")
                    .doesNotContainPattern("opener(?! = null)")
                    .doesNotContainPattern("postMessage\\((?!'changed'\\))")
                    .doesNotContainPattern("addEventListener\\('message'(?!, this.#news)")
                    .doesNotContain("'*'", "\"*\"", "localStorage", "sessionStorage")
                    .doesNotContain("innerHTML", "eval(", "document.cookie");
        }
    }

    /// It goes along as a header, and stands in no address that is put together here.
    @Test
    void putsNoTokenIntoAnAddress() throws IOException {
        String script = Files.readString(COMPONENT);

        assertThat(script.lines().filter(it -> it.contains("new URL(") || it.contains(".href =")))
                .isNotEmpty()
                .noneMatch(it -> it.contains("oken"));
        assertThat(script.lines().map(String::strip).filter(it -> it.contains("#token")))
                .isNotEmpty()
                .allMatch(it -> HELD.matcher(it).find());
    }

    @Test
    void hasItsTypesBesideIt() throws IOException {
        String types = Files.readString(COMPONENT.resolveSibling("connect.d.ts"));

        for (String state :
                "loading not-connected connecting connected syncing degraded needs-reconnect error unavailable"
                        .split(" ", -1)) {
            assertThat(types).contains("'" + state + "'");
            assertThat(Files.readString(COMPONENT)).contains(state);
            assertThat(Files.readString(Path.of("docs/connect.md"))).contains("`" + state + "`");
        }
    }
}
