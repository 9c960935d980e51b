package io.advicly.calendly.calendly;

import io.advicly.calendly.platform.text.CleanText;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// Makes what Calendly says fit for a log line and for a problem document: one line, of bounded
/// length, without e-mail addresses and without anything as long and unbroken as a token.
///
/// A UUID (36 characters) stays readable; Calendly's tokens, codes and JWTs are longer.
public final class Redaction {

    private static final int LIMIT = 300;
    private static final Pattern EMAIL = Pattern.compile("[^\\s@<>\"'(),;:]+@[^\\s@<>\"'(),;:]+");
    private static final Pattern TOKEN = Pattern.compile("[A-Za-z0-9_.~+=-]{38,}");
    private static final Pattern CONTROL = Pattern.compile("[\\p{Cntrl}\\u2028\\u2029]+");

    private Redaction() {}

    public static @Nullable String of(@Nullable String text) {
        if (text == null) {
            return null;
        }
        String line = CONTROL.matcher(cut(text, 4 * LIMIT)).replaceAll(" ");
        String safe =
                TOKEN.matcher(EMAIL.matcher(line).replaceAll("[email]")).replaceAll("[token]");
        return cut(safe, LIMIT);
    }

    /// Calendly's own id of a call may be as long as a token and is none.
    public static @Nullable String ofRequestId(@Nullable String id) {
        return id == null ? null : cut(CONTROL.matcher(id).replaceAll(" "), LIMIT);
    }

    private static String cut(String text, int limit) {
        return text.length() > limit ? CleanText.shortened(text, limit) + "…" : text;
    }
}
