package io.advicly.calendly.console;

import io.advicly.calendly.platform.start.ConfigurationCheck;
import java.util.ArrayList;
import java.util.List;
import org.eclipse.microprofile.config.Config;

/// A console needs somebody who signs people in, and something to seal their sessions with.
public final class ConsoleCheck implements ConfigurationCheck {

    static final int SHORTEST_SECRET = 32;

    private static final String ISSUER = "quarkus.oidc.console.auth-server-url";
    private static final String ISSUER_OF_ALL = "quarkus.oidc.auth-server-url";

    private final ConsoleSettings settings;
    private final Config config;

    public ConsoleCheck(ConsoleSettings settings, Config config) {
        this.settings = settings;
        this.config = config;
    }

    @Override
    public List<String> complaints() {
        List<String> complaints = new ArrayList<>();
        if (!settings.enabled()) {
            return complaints;
        }
        if (settings.secret().filter(it -> it.length() >= SHORTEST_SECRET).isEmpty()) {
            complaints.add(
                    "calendly.console.secret must be %d characters or more that nobody can guess, the same for all replicas"
                            .formatted(SHORTEST_SECRET));
        }
        // What the build has recorded is not known yet at this point, so the one is not seen to
        // lead to the other.
        if (!isSet(ISSUER) && !isSet(ISSUER_OF_ALL)) {
            complaints.add(
                    ISSUER
                            + " must be the issuer that signs operators in, as quarkus.oidc.auth-server-url names none");
        }
        return complaints;
    }

    private boolean isSet(String key) {
        return config.getOptionalValue(key, String.class).filter(it -> !it.isBlank()).isPresent();
    }
}
