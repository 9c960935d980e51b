package io.advicly.calendly.webhook.erasure;

import io.advicly.calendly.security.identity.EmailAddress;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// The addresses by which an erasure finds a body: all that it would take out of it. The database
/// keeps the buckets they fall into (ADR 17).
public final class BodyMentions {

    /// Bodies are some 3 kB. Looking through a much longer one would keep others waiting.
    private static final int LONGEST = 64 * 1024;

    private static final int MOST = 100;

    private BodyMentions() {}

    /// Separated by spaces, which no address has. Null when the body has to be read to know: it is
    /// uncommonly long, or a list of addresses.
    public static @Nullable String of(byte[] body) {
        if (body.length > LONGEST) {
            return null;
        }
        Set<EmailAddress> all = BodyErasure.erasable(body);
        return all.size() > MOST
                ? null
                : all.stream()
                        .map(EmailAddress::value)
                        .filter(address -> address.indexOf(0) < 0) // in no text of PostgreSQL's
                        .collect(Collectors.joining(" "));
    }

    /// SQL that makes buckets of what [#of] says; null of null.
    public static String buckets(String addresses) {
        return """
        CASE WHEN %1$s IS NOT NULL THEN ARRAY(
          SELECT calendly_address_bucket(one) FROM unnest(string_to_array(%1$s, ' ')) AS one) END\
        """
                .formatted(addresses);
    }
}
