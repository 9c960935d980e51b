package io.advicly.calendly.testing;

import java.time.Duration;
import java.util.Objects;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/// How long every test waits that does not say for how long: Awaitility's own ten seconds are too
/// few where a machine is slow, or busy with something else. Whoever waits for what comes waits no
/// longer for it.
///
/// JUnit finds it by `META-INF/services`.
public final class GenerousAwaiting implements BeforeAllCallback {

    private static final Duration LIMIT = Duration.ofSeconds(90);

    /// Of the Awaitility that the test sees: Quarkus loads a test's classes itself.
    @Override
    public void beforeAll(ExtensionContext context) throws ReflectiveOperationException {
        ClassLoader loader =
                Objects.requireNonNull(context.getRequiredTestClass().getClassLoader());
        Class.forName("org.awaitility.Awaitility", true, loader)
                .getMethod("setDefaultTimeout", Duration.class)
                .invoke(null, LIMIT);
    }
}
