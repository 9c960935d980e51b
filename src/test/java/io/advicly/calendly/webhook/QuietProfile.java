package io.advicly.calendly.webhook;

import java.util.HashMap;
import java.util.Map;

/// The service whose clock does not tick: the worker runs only when something wakes it.
public class QuietProfile extends ServiceProfile {

    @Override
    public Map<String, String> getConfigOverrides() {
        Map<String, String> all = new HashMap<>(super.getConfigOverrides());
        all.put("quarkus.scheduler.enabled", "false");
        return all;
    }
}
