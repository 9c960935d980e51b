package io.advicly.calendly.meeting.stream;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.advicly.calendly.security.cipher.Hashes;
import io.advicly.calendly.security.identity.Caller;
import java.nio.ByteBuffer;

/// What a user is called on the way from one replica to another: 64 bits of a hash. Two users may
/// share one; then one of them looks in vain.
final class FeedKey {

    private FeedKey() {}

    static String of(Caller caller) {
        byte[] hash = Hashes.sha256((caller.tenantId() + "\n" + caller.userId()).getBytes(UTF_8));
        return "%016x".formatted(ByteBuffer.wrap(hash).getLong());
    }
}
