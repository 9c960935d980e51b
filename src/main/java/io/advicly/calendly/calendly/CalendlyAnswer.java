package io.advicly.calendly.calendly;

import java.util.List;
import org.jspecify.annotations.Nullable;

/// What Calendly said when a call failed.
///
/// @param status the HTTP status; 0 when no answer arrived
/// @param details parameter and message of each complaint, ready to be read
/// @param requestId Calendly's own id of the call, for its support
public record CalendlyAnswer(
        int status,
        @Nullable String title,
        @Nullable String message,
        List<String> details,
        @Nullable String requestId) {

    /// Whether there was one, of whomever.
    public boolean arrived() {
        return status != 0;
    }

    /// What a person is told of it: an OAuth error and its description, or whatever there is.
    public String words() {
        if (title == null || title.isBlank()) {
            return status == 0
                    ? String.valueOf(message)
                    : "HTTP " + status + (message == null ? "" : " " + message);
        }
        return message == null ? title : title + ": " + message;
    }

    /// No answer arrived, or none that could be read.
    public static CalendlyAnswer none(String message) {
        return new CalendlyAnswer(0, null, message, List.of(), null);
    }
}
