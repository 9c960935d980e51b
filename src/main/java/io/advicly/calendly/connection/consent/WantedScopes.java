package io.advicly.calendly.connection.consent;

import io.advicly.calendly.calendly.settings.CalendlySettings;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Arrays;
import java.util.List;

/// What users are asked to consent to.
@ApplicationScoped
public class WantedScopes {

    private final CalendlySettings settings;

    WantedScopes(CalendlySettings settings) {
        this.settings = settings;
    }

    /// Empty where no scope is sent, and Calendly decides.
    public List<String> all() {
        return read(settings.scopes().orElse(""));
    }

    /// @param text separated by blanks, as OAuth has it
    public static List<String> read(String text) {
        return Arrays.stream(text.strip().split("\\s+")).filter(it -> !it.isEmpty()).toList();
    }
}
