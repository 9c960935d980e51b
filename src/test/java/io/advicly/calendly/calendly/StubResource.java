package io.advicly.calendly.calendly;

import io.advicly.calendly.calendly.http.answer.StubCalendly;
import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import java.util.Map;

/// Starts the stub and points the service at it, with less patience than in production.
public final class StubResource implements QuarkusTestResourceLifecycleManager {

    private final StubCalendly stub = new StubCalendly();

    @Override
    public Map<String, String> start() {
        return Map.of(
                "calendly.api-url", stub.url(),
                "calendly.auth-url", stub.url(),
                "calendly.http.call-timeout", "5s",
                "calendly.http.back-off", "10ms",
                "calendly.http.breaker.calls", "4",
                "calendly.http.breaker.open-for", "10m");
    }

    @Override
    public void inject(TestInjector injector) {
        injector.injectIntoFields(stub, new TestInjector.MatchesType(StubCalendly.class));
    }

    @Override
    public void stop() {
        stub.close();
    }
}
