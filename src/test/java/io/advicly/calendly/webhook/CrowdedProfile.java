package io.advicly.calendly.webhook;

import java.util.HashMap;
import java.util.Map;

/// A database of its own, for much in it; nothing runs that the test has not asked for.
public class CrowdedProfile extends QuietProfile {

    @Override
    public Map<String, String> getConfigOverrides() {
        Map<String, String> all = new HashMap<>(super.getConfigOverrides());
        all.put("calendly.outbox.enabled", "true");
        all.put("calendly.outbox.keep", "1h");
        return all;
    }
}
