package io.advicly.calendly.sandbox.launch;

import io.quarkus.runtime.Quarkus;
import io.quarkus.runtime.QuarkusApplication;
import org.eclipse.microprofile.config.ConfigProvider;

/// Says where to go once everything is up.
public final class Announcement implements QuarkusApplication {

    @Override
    public int run(String... args) {
        NewMigrations.watch();
        int port = ConfigProvider.getConfig().getValue("quarkus.http.port", Integer.class);
        System.out.printf(
                """

                  Demo      http://127.0.0.1:%d/
                  Sandbox   %s/
                  API       http://localhost:%d/q/swagger-ui/

                """,
                port, DevelopmentSandbox.baseUrl(), port);
        Quarkus.waitForExit();
        return 0;
    }
}
