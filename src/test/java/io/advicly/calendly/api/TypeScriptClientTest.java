package io.advicly.calendly.api;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.advicly.calendly.testing.SandboxResource;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/// Types that openapi-typescript makes of the description fit what the service says.
@QuarkusTest
@WithTestResource(SandboxResource.class)
class TypeScriptClientTest {

    @Test
    void aGeneratedClientWorks() {
        Optional<Path> tools = Tools.ofNode();
        assumeTrue(
                tools.isPresent(), "no TypeScript client: npm is missing, or reaches no registry");
        Path folder = Tools.workshop(tools.get(), "typescript");
        String bin = "node_modules/.bin/";
        String document = ApiFile.OPENAPI.toAbsolutePath().toString();
        Tools.run(folder, List.of(bin + "openapi-typescript", document, "-o", "api.d.ts"))
                .expectGood();
        Tools.run(folder, List.of(bin + "tsc", "-p", "tsconfig.json")).expectGood();

        Customer.whoIsBooked().tells(folder, List.of("node", "out/client.js"));
    }
}
