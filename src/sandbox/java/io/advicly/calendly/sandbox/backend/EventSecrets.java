package io.advicly.calendly.sandbox.backend;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Base64;
import java.util.Deque;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.jspecify.annotations.Nullable;

/** The secrets of the destination, and what they verify, after Standard Webhooks. */
final class EventSecrets {
    private static final String PREFIX = "whsec_";
    private static final Duration TOLERANCE = Duration.ofMinutes(5);

    /** One that is being changed, and the new one. */
    private static final int KEPT = 2;

    private final Deque<byte[]> keys = new ArrayDeque<>();

    /**
     * @throws IllegalArgumentException for what is no secret
     */
    void add(String secret) {
        if (!secret.startsWith(PREFIX)) {
            throw new IllegalArgumentException("a secret begins with " + PREFIX);
        }
        keys.addFirst(Base64.getDecoder().decode(secret.substring(PREFIX.length())));
        while (keys.size() > KEPT) {
            keys.removeLast();
        }
    }

    boolean isEmpty() {
        return keys.isEmpty();
    }

    boolean verify(
            @Nullable String id,
            @Nullable String timestamp,
            @Nullable String signatures,
            String body,
            Instant now) {
        if (id == null || timestamp == null || signatures == null || !isFresh(timestamp, now)) {
            return false;
        }
        String signed = id + "." + timestamp + "." + body;
        return keys.stream()
                .map(key -> "v1," + signature(key, signed))
                .anyMatch(good -> isAmong(good, signatures));
    }

    private static boolean isFresh(String timestamp, Instant now) {
        try {
            Instant sent = Instant.ofEpochSecond(Long.parseLong(timestamp));
            return Duration.between(sent, now).abs().compareTo(TOLERANCE) <= 0;
        } catch (RuntimeException noTime) {
            return false;
        }
    }

    private static boolean isAmong(String good, String signatures) {
        for (String one : signatures.split(" ", -1)) {
            if (MessageDigest.isEqual(good.getBytes(UTF_8), one.getBytes(UTF_8))) {
                return true;
            }
        }
        return false;
    }

    private static String signature(byte[] key, String signed) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(key, "HmacSHA256"));
            return Base64.getEncoder().encodeToString(mac.doFinal(signed.getBytes(UTF_8)));
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}
