package io.advicly.calendly;

import io.advicly.calendly.platform.start.ConfigurationErrors;
import io.quarkus.runtime.Quarkus;
import io.quarkus.runtime.annotations.QuarkusMain;
import java.util.List;

/// Starts the service, once its configuration is known to be usable: a mistake shows before a
/// database is asked for anything, in a line of its own and without a stack trace.
@QuarkusMain
public final class Service {

    Service() {}

    public static void main(String... args) {
        List<String> complaints = StartCheck.complaints();
        if (!complaints.isEmpty()) {
            System.err.println(ConfigurationErrors.text(complaints));
            System.exit(1);
        }
        Quarkus.run(args);
    }
}
