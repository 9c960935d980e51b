package io.advicly.calendly.session.page;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.quarkus.runtime.LaunchMode;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Properties;

/// What the pages say, in each language; `connect/texts` has it. In development they are read each
/// time, as whoever changes one wants to see it.
@ApplicationScoped
class PageTexts {

    private final Map<String, Map<String, String>> byLanguage = new HashMap<>();

    PageTexts() {
        Languages.SPOKEN.forEach(language -> byLanguage.put(language, read(language)));
    }

    String get(String language, String key) {
        return Objects.requireNonNull(all(language).get(key), key);
    }

    Map<String, String> all(String language) {
        return LaunchMode.current() == LaunchMode.DEVELOPMENT
                ? read(language)
                : Objects.requireNonNull(byLanguage.get(language));
    }

    private static Map<String, String> read(String language) {
        Properties texts = new Properties();
        try (InputStreamReader file =
                new InputStreamReader(
                        Objects.requireNonNull(
                                PageTexts.class.getResourceAsStream(
                                        "/connect/texts/" + language + ".properties")),
                        UTF_8)) {
            texts.load(file);
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
        Map<String, String> all = new HashMap<>();
        texts.forEach((key, text) -> all.put(key.toString(), text.toString()));
        return Map.copyOf(all);
    }
}
