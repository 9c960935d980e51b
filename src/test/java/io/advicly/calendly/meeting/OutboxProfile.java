package io.advicly.calendly.meeting;

import io.advicly.calendly.testing.ServiceResource;
import io.quarkus.test.junit.QuarkusTestProfile;
import java.util.List;
import java.util.Map;

/// The service with an outbox whose rows stay for an hour.
public class OutboxProfile implements QuarkusTestProfile {

    @Override
    public List<TestResourceEntry> testResources() {
        return List.of(new TestResourceEntry(ServiceResource.class));
    }

    @Override
    public Map<String, String> getConfigOverrides() {
        return Map.of(
                "quarkus.http.test-port", "0",
                "calendly.outbox.enabled", "true",
                "calendly.outbox.keep", "1h");
    }
}
