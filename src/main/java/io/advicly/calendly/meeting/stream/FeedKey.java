package io.advicly.calendly.meeting.stream;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.advicly.calendly.security.identity.Caller;
import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;

/// What a user is called on the way from one replica to another: 64 bits of a hash. Two users may
/// share one; then one of them looks in vain.
final class FeedKey {

    private FeedKey() {}

    static String of(Caller caller) {
        try {
            byte[] hash =
                    MessageDigest.getInstance("SHA-256")
                            .digest((caller.tenantId() + "\n" + caller.userId()).getBytes(UTF_8));
            return "%016x".formatted(ByteBuffer.wrap(hash).getLong());
        } catch (NoSuchAlgorithmException missing) {
            throw new IllegalStateException(missing);
        }
    }
}
