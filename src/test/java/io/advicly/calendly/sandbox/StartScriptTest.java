package io.advicly.calendly.sandbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.File;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.jar.Attributes;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The packaged start script, in a folder laid out as the sandbox build leaves it. */
class StartScriptTest {
    @TempDir Path folder;

    @BeforeEach
    void layOut() throws IOException {
        Files.copy(Path.of("src/sandbox/bin/sandbox"), folder.resolve("sandbox"));
        Path app = Files.createDirectories(folder.resolve("quarkus-app/app"));
        Path lib = Files.createDirectories(folder.resolve("quarkus-app/lib/main"));
        List<String> libraries = new ArrayList<>();
        for (String entry : System.getProperty("java.class.path").split(File.pathSeparator, -1)) {
            Path path = Path.of(entry).toAbsolutePath();
            if (Files.isDirectory(path)) {
                pack(path, app.resolve("app-" + libraries.size() + ".jar"));
            }
            libraries.add(path.toUri().toString());
        }
        refer(libraries.stream().filter(uri -> uri.endsWith(".jar")), lib.resolve("lib.jar"));
    }

    @Test
    void startsTheSandboxAndNothingIsWarnedOf() throws Exception {
        Process process = run("0");
        try {
            Path out = folder.resolve("out");
            await().untilAsserted(
                            () -> assertThat(out).content().contains("Calendly sandbox on http"));
            String base = Files.readString(out).replaceAll("(?s).*on (http\\S+).*", "$1");
            assertThat(new Browser(base).get("/_control/accounts").status()).isEqualTo(200);
        } finally {
            process.destroy();
            assertThat(process.waitFor(2, TimeUnit.MINUTES)).isTrue();
        }
        assertThat(folder.resolve("err")).content().isEmpty();
    }

    @Test
    void saysWhatIsWrong() throws Exception {
        assertThat(run("everything").waitFor()).isEqualTo(2);
        assertThat(folder.resolve("err")).content().contains("sandbox [port]");
        Files.move(folder.resolve("quarkus-app"), folder.resolve("elsewhere"));
        assertThat(run("0").waitFor()).isEqualTo(1);
        assertThat(folder.resolve("err")).content().contains("./mvnw -Dsandbox package");
    }

    private Process run(String argument) throws IOException {
        return new ProcessBuilder(List.of("sh", folder.resolve("sandbox").toString(), argument))
                .redirectOutput(folder.resolve("out").toFile())
                .redirectError(folder.resolve("err").toFile())
                .start();
    }

    /** One jar that leads to all the libraries, where the build has their copies. */
    private static void refer(Stream<String> libraries, Path jar) throws IOException {
        Manifest manifest = new Manifest();
        Attributes attributes = manifest.getMainAttributes();
        attributes.put(Attributes.Name.MANIFEST_VERSION, "1.0");
        attributes.put(Attributes.Name.CLASS_PATH, String.join(" ", libraries.toList()));
        try (OutputStream out = Files.newOutputStream(jar)) {
            new JarOutputStream(out, manifest).close();
        }
    }

    /** The sandbox's classes and resources: the build has them, and the service's, in a jar. */
    private static void pack(Path classes, Path jar) throws IOException {
        try (OutputStream out = Files.newOutputStream(jar);
                JarOutputStream entries = new JarOutputStream(out);
                Stream<Path> files = Files.walk(classes)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                String name = classes.relativize(file).toString();
                if (name.contains("sandbox")) {
                    entries.putNextEntry(new ZipEntry(name));
                    Files.copy(file, entries);
                    entries.closeEntry();
                }
            }
        }
    }
}
