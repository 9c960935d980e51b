package io.advicly.calendly.webhook.inbox;

import java.time.Instant;
import java.util.UUID;
import java.util.concurrent.ThreadLocalRandom;

/// Ids of deliveries, UUIDs of version 7: later ones are greater, so that new rows are neighbours
/// in the index. Pure.
final class DeliveryIds {

    private static final long VERSION = 0x7000;
    private static final long VARIANT = 0x8000_0000_0000_0000L;

    private DeliveryIds() {}

    static UUID at(Instant now) {
        ThreadLocalRandom random = ThreadLocalRandom.current();
        long most = now.toEpochMilli() << 16 | VERSION | random.nextInt(0x1000);
        return new UUID(most, VARIANT | random.nextLong() >>> 2);
    }
}
