package io.advicly.calendly.meeting.store;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.time.DateTimeException;
import java.time.Instant;
import java.util.Base64;
import java.util.Optional;

/// Where a page of a meeting's invitees ended, who are listed by when they were invited and then by
/// URI. Opaque to callers.
public record InviteePlace(Instant createdAt, String uri) {

    String encode() {
        return Base64.getUrlEncoder()
                .withoutPadding()
                .encodeToString((createdAt + " " + uri).getBytes(UTF_8));
    }

    /// Empty when the text is none of ours.
    public static Optional<InviteePlace> decode(String text) {
        try {
            String[] parts = new String(Base64.getUrlDecoder().decode(text), UTF_8).split(" ", 2);
            return parts.length == 2
                    ? Optional.of(new InviteePlace(Instant.parse(parts[0]), parts[1]))
                    : Optional.empty();
        } catch (IllegalArgumentException | DateTimeException foreign) {
            return Optional.empty();
        }
    }
}
