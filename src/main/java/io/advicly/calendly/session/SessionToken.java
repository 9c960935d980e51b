package io.advicly.calendly.session;

import static java.nio.charset.StandardCharsets.US_ASCII;

import io.advicly.calendly.security.cipher.RandomTokens;
import io.advicly.calendly.security.cipher.SecretString;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Optional;
import java.util.regex.Pattern;

/// What a session is used with: 256 random bits. Only the hash is stored.
public record SessionToken(SecretString value) {

    private static final Pattern FORM = Pattern.compile("[A-Za-z0-9_-]{43}");

    static SessionToken random() {
        return new SessionToken(SecretString.of(RandomTokens.urlSafe()));
    }

    /// Empty for what cannot be one of ours, so that it costs no query.
    public static Optional<SessionToken> parse(String text) {
        return FORM.matcher(text).matches()
                ? Optional.of(new SessionToken(SecretString.of(text)))
                : Optional.empty();
    }

    byte[] hash() {
        try {
            return MessageDigest.getInstance("SHA-256").digest(value.reveal().getBytes(US_ASCII));
        } catch (NoSuchAlgorithmException everyJdkHasIt) {
            throw new IllegalStateException(everyJdkHasIt);
        }
    }
}
