package io.advicly.calendly.webhook;

import java.util.HashMap;
import java.util.Map;

/// The service that gives a delivery less time than a statement.
public class ShortLeaseProfile extends QuietProfile {

    @Override
    public Map<String, String> getConfigOverrides() {
        Map<String, String> all = new HashMap<>(super.getConfigOverrides());
        all.put("calendly.webhook.worker.lease", "4s");
        all.put("calendly.webhook.worker.retry-base", "100ms");
        // However often one of them is overdue until all have been.
        all.put("calendly.webhook.worker.retry-max", "1s");
        all.put("calendly.webhook.worker.max-attempts", "100");
        all.put("calendly.database.statement-limit", "30s");
        return all;
    }
}
