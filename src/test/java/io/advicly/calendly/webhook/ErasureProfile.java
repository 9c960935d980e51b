package io.advicly.calendly.webhook;

import java.util.HashMap;
import java.util.Map;

/// A database of its own, and an outbox whose rows stay; behind a proxy, as the Kubernetes
/// manifests have it: the proxy is on this machine.
public class ErasureProfile extends ServiceProfile {

    @Override
    public Map<String, String> getConfigOverrides() {
        Map<String, String> all = new HashMap<>(super.getConfigOverrides());
        all.put("calendly.outbox.enabled", "true");
        all.put("calendly.outbox.keep", "1h");
        all.put("calendly.webhook.worker.max-attempts", "100");
        all.put("quarkus.http.proxy.proxy-address-forwarding", "true");
        all.put("quarkus.http.proxy.allow-x-forwarded", "true");
        all.put("quarkus.http.proxy.trusted-proxies", "10.0.0.0/8,127.0.0.1");
        return all;
    }
}
