package io.advicly.calendly.sandbox.launch;

import io.quarkus.runtime.Quarkus;
import io.quarkus.runtime.annotations.QuarkusMain;
import java.nio.file.Path;

/// Starts the surroundings, then the service: `./mvnw quarkus:dev`, and the `sandbox` build.
///
/// Live reload runs this again in a new class loader of the same process. PostgreSQL goes on
/// running then; the sandbox starts anew from the state it has stored, so that its own code is
/// fresh too.
@QuarkusMain(name = SandboxLauncher.NAME)
public final class SandboxLauncher {

    /// As in the sandbox's own defaults, which make this the main class instead of the service's.
    static final String NAME = "sandbox";

    /// Data that survives a restart; deleting it starts from nothing.
    private static final Path DATA = Path.of(System.getProperty("sandbox.data", ".dev"));

    public static void main(String[] args) {
        Ports.complaint().ifPresent(SandboxLauncher::giveUp);
        useSandboxProfile();
        ParentWatch.begin();
        DevelopmentDatabase.ensure(DATA.resolve("postgres"));
        DevelopmentSandbox.start(DATA.resolve("sandbox.json"));
        Quarkus.run(Announcement.class, args);
    }

    private static void giveUp(String complaint) {
        System.err.println(complaint);
        System.exit(1);
    }

    /// The jar of the sandbox build; dev mode has its own profile.
    private static void useSandboxProfile() {
        if (!DevMode.isOn() && !Environment.has("quarkus.profile")) {
            System.setProperty("quarkus.profile", "sandbox");
        }
    }
}
