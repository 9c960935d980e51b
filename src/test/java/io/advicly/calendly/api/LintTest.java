package io.advicly.calendly.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/// A public linter has nothing to say about the descriptions. Its rules are in
/// `src/main/openapi/.spectral.yaml`.
class LintTest {

    @Test
    void spectralFindsNothing() {
        Optional<Path> tools = Tools.ofNode();
        assumeTrue(tools.isPresent(), "no linter: npm is missing, or reaches no registry");

        Tools.Output said =
                Tools.run(
                        Path.of("."),
                        List.of(
                                tools.get().resolve("node_modules/.bin/spectral").toString(),
                                "lint",
                                "--fail-severity=hint",
                                "--ruleset=src/main/openapi/.spectral.yaml",
                                ApiFile.OPENAPI.toString(),
                                ApiFile.ASYNCAPI.toString()));

        assertThat(said.status()).as(said.text()).isZero();
        assertThat(said.text()).contains("No results");
    }
}
