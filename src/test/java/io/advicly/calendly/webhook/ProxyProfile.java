package io.advicly.calendly.webhook;

import java.util.HashMap;
import java.util.Map;

/// The service behind a proxy, as the Kubernetes manifests have it; the proxy is on this machine.
public class ProxyProfile extends QuietProfile {

    @Override
    public Map<String, String> getConfigOverrides() {
        Map<String, String> all = new HashMap<>(super.getConfigOverrides());
        all.put("quarkus.http.proxy.proxy-address-forwarding", "true");
        all.put("quarkus.http.proxy.allow-x-forwarded", "true");
        all.put("quarkus.http.proxy.trusted-proxies", "10.0.0.0/8,127.0.0.1");
        return all;
    }
}
