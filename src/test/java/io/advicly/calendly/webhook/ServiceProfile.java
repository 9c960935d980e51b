package io.advicly.calendly.webhook;

import io.advicly.calendly.testing.ServiceResource;
import io.quarkus.test.junit.QuarkusTestProfile;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// The service with everything but Calendly.
public class ServiceProfile implements QuarkusTestProfile {

    static final String APPLICATION_KEY = "application-key-of-the-tests";

    @Override
    public Set<Class<?>> getEnabledAlternatives() {
        return Set.of(StubLookup.class);
    }

    @Override
    public List<TestResourceEntry> testResources() {
        return List.of(new TestResourceEntry(ServiceResource.class));
    }

    @Override
    public Map<String, String> getConfigOverrides() {
        return Map.of(
                "quarkus.http.test-port", "0",
                "quarkus.log.console.json.enabled", "false",
                "calendly.webhook.application-keys", APPLICATION_KEY,
                // Many at once take longer where the machine has other things to do.
                "calendly.webhook.inbox.patience", "1m",
                // What a test has made old is deleted when that test says so.
                "calendly.webhook.retention.every", "24h",
                "calendly.webhook.worker.max-attempts", "3",
                "calendly.webhook.worker.retry-base", "10ms");
    }
}
