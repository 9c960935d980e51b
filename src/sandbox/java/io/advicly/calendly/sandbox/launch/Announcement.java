package io.advicly.calendly.sandbox.launch;

import io.advicly.calendly.sandbox.backend.Registration;
import io.quarkus.runtime.Quarkus;
import io.quarkus.runtime.QuarkusApplication;
import java.io.IOException;
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
        registerBackend("http://localhost:" + port);
        Quarkus.waitForExit();
        return 0;
    }

    /// The demo shows what its backend is sent; without that all else is as it was.
    private static void registerBackend(String service) {
        try {
            Registration.register(service, DevelopmentSandbox.baseUrl());
        } catch (IOException refused) {
            System.out.printf("  The demo's backend gets no events: %s%n%n", refused.getMessage());
        }
    }
}
