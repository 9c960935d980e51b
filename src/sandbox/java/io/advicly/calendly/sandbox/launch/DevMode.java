package io.advicly.calendly.sandbox.launch;

import io.quarkus.dev.console.DevConsoleManager;
import io.quarkus.dev.spi.HotReplacementContext;
import java.util.Optional;

/// Whether this is `quarkus:dev`. Quarkus's launch mode is not set yet when the launcher asks.
final class DevMode {

    private DevMode() {}

    static boolean isOn() {
        return reload().isPresent();
    }

    /// Live reload.
    static Optional<HotReplacementContext> reload() {
        return Optional.ofNullable(DevConsoleManager.getHotReplacementContext());
    }
}
