package io.advicly.calendly.testing;

import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import java.util.HashMap;
import java.util.Map;

/// [SandboxResource] for a service that waits for Calendly only shortly, and whose breaker stays
/// out of the way: for tests in which Calendly fails all the time. It waits for long enough that
/// what a test does not mean to fail does not, on a busy machine either.
public final class ImpatientSandboxResource implements QuarkusTestResourceLifecycleManager {

    private final SandboxResource usual = new SandboxResource();

    @Override
    public Map<String, String> start() {
        Map<String, String> all = new HashMap<>(usual.start());
        all.put("calendly.http.call-timeout", "4s");
        all.put("calendly.http.back-off", "10ms");
        all.put("calendly.refresh.calls-per-minute", "8");
        all.put("calendly.http.breaker.open-for", "100ms");
        return all;
    }

    @Override
    public void stop() {
        usual.stop();
    }
}
