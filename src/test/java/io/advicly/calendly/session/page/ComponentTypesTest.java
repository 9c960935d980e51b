package io.advicly.calendly.session.page;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.advicly.calendly.testing.Npm;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIf;
import org.junit.jupiter.api.io.TempDir;

/// The types beside the component, as TypeScript's compiler reads them in a page of the product.
@EnabledIf(
        value = "io.advicly.calendly.testing.Npm#isInstalled",
        disabledReason = "no npm on this machine")
class ComponentTypesTest {

    private static final Path TYPES = Path.of("src/main/resources/connect/connect.d.ts");

    @TempDir private Path folder;

    @BeforeEach
    void copy() throws IOException {
        Files.copy(TYPES, folder.resolve("connect.d.ts"));
        Files.copy(Path.of("src/test/npm/types/host.ts"), folder.resolve("host.ts"));
    }

    /// What is wrong on purpose is refused, which the page expects line by line.
    @Test
    void fitWhatAPageDoes() {
        assertThat(compile()).isEmpty();
    }

    @Test
    void wouldSaySoIfTheyDidNot() throws IOException {
        Path types = folder.resolve("connect.d.ts");
        Files.writeString(types, Files.readString(types).replace("reconnect(): Promise<void>", ""));

        assertThatThrownBy(this::compile).hasMessageContaining("'reconnect' does not exist");
    }

    private String compile() {
        return Npm.run(
                "typescript/bin/tsc",
                "--noEmit",
                "--strict",
                "--target",
                "es2022",
                "--module",
                "esnext",
                "--lib",
                "es2022,dom,dom.iterable",
                folder.resolve("host.ts").toString());
    }
}
