package io.advicly.calendly.sandbox.launch;

/// Ends dev mode when the Maven that started it is gone, however it went: killed outright, it could
/// not pass the message on.
final class ParentWatch {

    private static final String WATCHED = "sandbox.parent.watched";

    private ParentWatch() {}

    /// Once per process.
    static void begin() {
        if (DevMode.isOn() && System.getProperty(WATCHED) == null) {
            System.setProperty(WATCHED, "true");
            ProcessHandle.current()
                    .parent()
                    .ifPresent(maven -> maven.onExit().thenRun(() -> System.exit(0)));
        }
    }
}
