package io.advicly.calendly.session.page;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Decides in which language a person is told. Pure.
final class Languages {

    /// The first is for everybody else.
    static final List<String> SPOKEN = List.of("en", "de", "fr", "es", "pt", "ja");

    private static final int LONGEST_HEADER = 500;
    private static final Set<String> RIGHT_TO_LEFT = Set.of("ar", "fa", "he", "ur");

    private Languages() {}

    /// @param known the language that the backend knows its user by
    /// @param accepted the browser's `Accept-Language`, whatever it holds
    static String best(@Nullable String known, @Nullable String accepted) {
        List<String> wanted = new ArrayList<>();
        Optional.ofNullable(known).ifPresent(wanted::add);
        wanted.addAll(ranges(accepted));
        return wanted.stream()
                .map(tag -> Locale.forLanguageTag(tag).getLanguage())
                .filter(SPOKEN::contains)
                .findFirst()
                .orElse(SPOKEN.getFirst());
    }

    private static List<String> ranges(@Nullable String accepted) {
        if (accepted == null || accepted.isBlank() || accepted.length() > LONGEST_HEADER) {
            return List.of();
        }
        try {
            return Locale.LanguageRange.parse(accepted).stream()
                    .filter(it -> it.getWeight() > 0)
                    .map(Locale.LanguageRange::getRange)
                    .toList();
        } catch (IllegalArgumentException unreadable) {
            return List.of();
        }
    }

    static String direction(String language) {
        return RIGHT_TO_LEFT.contains(language) ? "rtl" : "ltr";
    }
}
