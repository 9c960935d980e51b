package io.advicly.calendly.sandbox.launch;

import io.quarkus.dev.spi.HotReplacementContext;
import java.util.Set;

/// Restarts the service for a migration that was added. Quarkus restarts for a changed one by
/// itself, but watches no file that was not there when it started.
final class NewMigrations {

    private static final String WATCHED = "sandbox.migrations.watched";
    private static final String FOLDER = "db/migration/";

    private NewMigrations() {}

    /// Once per process, as there is no way to stop watching. Does nothing outside dev mode.
    static void watch() {
        DevMode.reload()
                .filter(on -> System.getProperty(WATCHED) == null)
                .ifPresent(reload -> {
                    System.setProperty(WATCHED, "true");
                    reload.consumeNoRestartChanges(changed -> restartFor(changed, reload));
                });
    }

    private static void restartFor(Set<String> changed, HotReplacementContext context) {
        for (String file : changed) {
            if (file.startsWith(FOLDER)) {
                restart(context);
                return;
            }
        }
    }

    /// The interface cannot force a restart, the class behind it can.
    private static void restart(HotReplacementContext context) {
        try {
            context.getClass()
                    .getMethod("doScan", boolean.class, boolean.class)
                    .invoke(context, false, true);
        } catch (ReflectiveOperationException failed) {
            throw new IllegalStateException("no restart for the new migration", failed);
        }
    }
}
