package io.advicly.calendly.meeting.redaction;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.advicly.calendly.security.identity.EmailAddress;
import java.net.URLEncoder;
import java.util.Locale;

/// What SQL looks for where an address may stand: it finds all places, and some that only look like
/// one. In lower case.
///
/// @param plain as people write it
/// @param encoded as it stands in URLs
public record AddressPattern(String plain, String encoded) {

    public static AddressPattern of(EmailAddress address) {
        return new AddressPattern(
                address.value(),
                URLEncoder.encode(address.value(), UTF_8).toLowerCase(Locale.ROOT));
    }

    /// Whether texts that hold it may not be found by it: in another case of a letter that SQL does
    /// not know, or written otherwise in JSON.
    public boolean mayBeWrittenOtherwise() {
        return plain.indexOf('/') >= 0 || plain.chars().anyMatch(letter -> letter > 0x7f);
    }

    @Override
    public String toString() {
        return "Needle[]";
    }
}
