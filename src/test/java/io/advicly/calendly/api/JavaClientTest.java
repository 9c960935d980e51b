package io.advicly.calendly.api;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.advicly.calendly.testing.SandboxResource;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/// What openapi-generator makes of the description compiles, and reads what the service says.
@QuarkusTest
@WithTestResource(SandboxResource.class)
class JavaClientTest {

    private static final Path FOLDER = Path.of("target/api-clients/java");
    private static final String BIN = System.getProperty("java.home") + "/bin/";

    @Test
    void aGeneratedClientWorks() throws IOException {
        Optional<Path> generator = Tools.generator();
        assumeTrue(generator.isPresent(), "no Java client: openapi-generator cannot be fetched");
        clear();
        Tools.run(
                        Path.of("."),
                        List.of(
                                BIN + "java",
                                "-jar",
                                generator.get().toString(),
                                "generate",
                                "--generator-name=java",
                                "--library=native",
                                "--input-spec=" + ApiFile.OPENAPI,
                                "--output=" + FOLDER,
                                "--global-property=apis,models,supportingFiles,apiTests=false,modelTests=false,apiDocs=false,modelDocs=false",
                                "--additional-properties=invokerPackage=client,apiPackage=client.api,modelPackage=client.model,"
                                        + "openApiNullable=false,useJakartaEe=true,enumUnknownDefaultCase=true"))
                .expectGood();
        String classPath = System.getProperty("java.class.path");
        compile(classPath);

        Customer.whoIsBooked()
                .tells(
                        Path.of("."),
                        List.of(
                                BIN + "java",
                                "-cp",
                                FOLDER.resolve("classes") + ":" + classPath,
                                "ClientMain"));
    }

    /// What an earlier run has generated is of an earlier description.
    private static void clear() throws IOException {
        if (Files.notExists(FOLDER)) {
            return;
        }
        try (Stream<Path> old = Files.walk(FOLDER)) {
            for (Path path : old.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(path);
            }
        }
    }

    private static void compile(String classPath) throws IOException {
        List<String> command = new ArrayList<>();
        command.addAll(
                List.of(
                        BIN + "javac",
                        "-nowarn",
                        "-proc:none",
                        "-cp",
                        classPath,
                        "-d",
                        FOLDER.resolve("classes").toString(),
                        Tools.HOME.resolve("ClientMain.java").toString()));
        try (Stream<Path> sources = Files.walk(FOLDER.resolve("src/main/java"))) {
            sources.map(Path::toString).filter(it -> it.endsWith(".java")).forEach(command::add);
        }
        Tools.run(Path.of("."), command).expectGood();
    }
}
