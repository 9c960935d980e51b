package io.advicly.calendly.calendly.settings;

import io.advicly.calendly.platform.address.WebAddress;
import io.advicly.calendly.platform.start.ConfigurationCheck;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// An OAuth application, and addresses that can be called.
@ApplicationScoped
public class CalendlyCheck implements ConfigurationCheck {

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
        return complaints;
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
