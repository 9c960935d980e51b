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
        // With a console, whose provider nobody comes to.
        all.put("calendly.console.enabled", "true");
        all.put("calendly.console.secret", "for tests alone, which seal nothing that matters");
        all.put("quarkus.oidc.console.auth-server-url", "http://localhost:1");
        all.put("quarkus.oidc.console.discovery-enabled", "false");
        all.put("quarkus.oidc.console.authorization-path", "/authorize");
        all.put("quarkus.oidc.console.token-path", "/token");
        all.put("quarkus.oidc.console.jwks-path", "/jwks");
        all.put("quarkus.oidc.console.jwks.resolve-early", "false");
        return all;
    }
}
