package io.advicly.calendly.webhook;

import java.util.HashMap;
import java.util.Map;

/// A database of its own, and an outbox whose rows stay.
public class ErasureProfile extends ServiceProfile {

    @Override
    public Map<String, String> getConfigOverrides() {
        Map<String, String> all = new HashMap<>(super.getConfigOverrides());
        all.put("calendly.outbox.enabled", "true");
        all.put("calendly.outbox.keep", "1h");
        all.put("calendly.webhook.worker.max-attempts", "100");
        return all;
    }
}
