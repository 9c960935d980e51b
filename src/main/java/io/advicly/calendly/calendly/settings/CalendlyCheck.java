package io.advicly.calendly.calendly.settings;

import io.advicly.calendly.platform.address.WebAddress;
import io.advicly.calendly.platform.start.ConfigurationCheck;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// An OAuth application, addresses that can be called, and scopes that can be asked for.
@ApplicationScoped
public class CalendlyCheck implements ConfigurationCheck {

    /// Which may have nothing else.
    private static final String OF_OLD_APPLICATIONS = "default";

    private final CalendlySettings settings;

    public CalendlyCheck(CalendlySettings settings) {
        this.settings = settings;
    }

    @Override
    public List<String> complaints() {
        List<String> complaints = new ArrayList<>();
        require(
                complaints,
                "calendly.client-id",
                settings.clientId(),
                "must be the client id of your Calendly OAuth application");
        require(
                complaints,
                "calendly.client-secret",
                settings.clientSecret(),
                "must be the client secret of your Calendly OAuth application");
        address(complaints, "calendly.auth-url", Optional.of(settings.authUrl()));
        address(complaints, "calendly.api-url", Optional.of(settings.apiUrl()));
        address(complaints, "calendly.public-url", settings.publicUrl());
        scopes(complaints, settings.scopes().orElse("").strip());
        return complaints;
    }

    /// Calendly refuses one that it does not know on its consent page, where nobody of ours sees
    /// it. With fewer than are needed the status of each connection names what is missing.
    private static void scopes(List<String> complaints, String text) {
        List<String> scopes = List.of(text.split("\\s+"));
        if (text.isEmpty() || text.equals(OF_OLD_APPLICATIONS)) {
            return;
        }
        for (String scope : scopes) {
            if (!scope.matches("[a-z_]+:(read|write)")) {
                complaints.add(
                        "calendly.scopes must be scopes such as users:read, separated by blanks"
                                + " (one is \"%s\")".formatted(scope));
            }
        }
    }

    private static void require(
            List<String> complaints, String key, Optional<String> value, String wish) {
        if (value.filter(it -> !it.isBlank()).isEmpty()) {
            complaints.add(key + " " + wish);
        }
    }

    private static void address(List<String> complaints, String key, Optional<String> value) {
        if (value.flatMap(WebAddress::parse)
                .filter(it -> it.uri().getRawQuery() == null && it.uri().getRawFragment() == null)
                .isEmpty()) {
            complaints.add(
                    key
                            + " must be an http or https base URL"
                            + value.map(it -> " (it is \"" + it + "\")").orElse(""));
        }
    }
}
