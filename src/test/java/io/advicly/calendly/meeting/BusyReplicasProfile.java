package io.advicly.calendly.meeting;

import io.advicly.calendly.testing.UsualPostgres;
import io.advicly.calendly.webhook.QuietProfile;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// The service with as many connections as four replicas use for their work, and with time.
public class BusyReplicasProfile extends QuietProfile {

    @Override
    public List<TestResourceEntry> testResources() {
        return List.of(new TestResourceEntry(UsualPostgres.class));
    }

    @Override
    public Map<String, String> getConfigOverrides() {
        Map<String, String> all = new HashMap<>(super.getConfigOverrides());
        all.put("quarkus.datasource.reactive.max-size", "70");
        all.put("calendly.database.statement-limit", "5m");
        all.put("calendly.database.connection-limit", "1m");
        return all;
    }
}
