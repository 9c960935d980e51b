package io.advicly.calendly.sandbox.launch;

import io.advicly.calendly.sandbox.Sandbox;
import io.advicly.calendly.sandbox.SandboxOptions;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;

/// The sandbox of this process, and the configuration that points the service at it.
///
/// A thread keeps it: live reload loads this class anew, finds the thread of the previous one by
/// its name, and has it close the sandbox before a new one takes the port.
final class DevelopmentSandbox {

    private static final String KEEPER = "calendly-sandbox-keeper";
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    private DevelopmentSandbox() {}

    static void start(Path stateFile) {
        Thread.getAllStackTraces().keySet().stream()
                .filter(thread -> thread.getName().equals(KEEPER))
                .forEach(DevelopmentSandbox::stop);
        Sandbox sandbox = Sandbox.start(SandboxOptions.defaults().withStateFile(stateFile));
        Thread.ofPlatform().daemon().name(KEEPER).start(() -> keep(sandbox));
        prefer("calendly.auth-url", sandbox.baseUrl());
        prefer("calendly.api-url", sandbox.baseUrl());
        prefer("quarkus.oidc.auth-server-url", sandbox.baseUrl() + "/_login");
    }

    static String baseUrl() {
        return System.getProperty("calendly.api-url");
    }

    private static void keep(Sandbox sandbox) {
        try (sandbox) {
            new CountDownLatch(1).await();
        } catch (InterruptedException asked) {
            Thread.currentThread().interrupt();
        }
    }

    private static void stop(Thread keeper) {
        keeper.interrupt();
        try {
            if (!keeper.join(PATIENCE)) {
                throw new IllegalStateException("the previous sandbox does not stop");
            }
        } catch (InterruptedException asked) {
            Thread.currentThread().interrupt();
        }
    }

    /// What the user has configured wins.
    private static void prefer(String key, String value) {
        if (!Environment.has(key)) {
            System.setProperty(key, value);
        }
    }
}
