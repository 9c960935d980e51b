package io.advicly.calendly.packaging;

import static org.assertj.core.api.Assertions.assertThat;

import io.advicly.calendly.testing.ServiceProcess;
import io.advicly.calendly.testing.ServiceResource;
import io.advicly.calendly.testing.TestDatabase;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/// Other tests configure processes by system properties. A container is configured by variables,
/// which come by other names, and the check for keys that nothing reads sees those too.
@Tag("jar")
class ConfiguredByVariablesIT {

    @Test
    void migratesAndStarts() {
        Map<String, String> all = configuration();
        all.put("quarkus.flyway.migrate-at-start", "true");
        all.put("quarkus.init-and-exit", "true");

        ServiceProcess.Ended ended = ServiceProcess.byVariablesToItsEnd(all);

        assertThat(ended.output()).doesNotContain("Configuration:");
        assertThat(ended.exitCode()).as(ended.output()).isZero();
    }

    @Test
    void aMisspeltOneIsNamed() {
        Map<String, String> all = configuration();
        all.put("calendly.public-ulr", "https://calendly.example.com");

        ServiceProcess.Ended ended = ServiceProcess.byVariablesToItsEnd(all);

        assertThat(ended.exitCode()).isNotZero();
        assertThat(ended.output())
                .contains(
                        "CALENDLY_PUBLIC_ULR is nothing that this service reads; did you mean CALENDLY_PUBLIC_URL?");
    }

    private static Map<String, String> configuration() {
        Map<String, String> all = new HashMap<>(ServiceResource.required());
        all.putAll(TestDatabase.create().configuration());
        all.put("quarkus.oidc.auth-server-url", "http://localhost:1/away");
        all.put("quarkus.http.port", "0");
        all.put("quarkus.management.port", "0");
        return all;
    }
}
