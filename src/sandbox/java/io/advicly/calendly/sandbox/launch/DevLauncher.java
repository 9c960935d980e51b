package io.advicly.calendly.sandbox.launch;

import io.quarkus.runtime.Quarkus;
import io.quarkus.runtime.annotations.QuarkusMain;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.nio.file.Path;

/** Probe. */
@QuarkusMain
public final class DevLauncher {
    public static void main(String[] args) throws IOException {
        if (System.getProperty("calendly.dev.pg") == null) {
            EmbeddedPostgres pg =
                    EmbeddedPostgres.builder()
                            .setDataDirectory(Path.of(".dev/postgres"))
                            .setCleanDataDirectory(false)
                            .start();
            System.setProperty("calendly.dev.pg", "" + pg.getPort());
            System.setProperty(
                    "quarkus.datasource.reactive.url",
                    "vertx-reactive:postgresql://localhost:" + pg.getPort() + "/postgres");
            System.setProperty(
                    "quarkus.datasource.jdbc.url",
                    "jdbc:postgresql://localhost:" + pg.getPort() + "/postgres");
            System.setProperty("quarkus.datasource.username", "postgres");
            System.setProperty("quarkus.datasource.password", "postgres");
        }
        System.err.println("MAIN RUN 2");
        Quarkus.run(args);
    }
}
