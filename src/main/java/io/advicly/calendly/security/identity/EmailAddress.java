package io.advicly.calendly.security.identity;

import io.advicly.calendly.platform.text.CleanText;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/// An e-mail address, whatever its case. Never printed. Pure.
///
/// @param value in lower case
public record EmailAddress(String value) {

    private static final int LONGEST = 254;

    /// Not all of RFC 5322: no quotes, no comments. Nobody books with those.
    private static final Pattern PLAIN =
            Pattern.compile("[^\\s@\"(),:;<>\\[\\]\\\\]+@[^\\s@\"(),:;<>\\[\\]\\\\]+");

    public EmailAddress {
        value = value.strip().toLowerCase(Locale.ROOT);
    }

    /// Empty for what is no address.
    public static Optional<EmailAddress> parse(String text) {
        String stripped = text.strip();
        return stripped.length() <= LONGEST
                        && PLAIN.matcher(stripped).matches()
                        && CleanText.isClean(stripped)
                ? Optional.of(new EmailAddress(stripped))
                : Optional.empty();
    }

    @Override
    public String toString() {
        return "[e-mail address]";
    }
}
