package io.advicly.calendly.sandbox.state.offer;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What has become of an event type since it was made.
 *
 * @param active inactive ones are listed, but nobody can book them
 * @param secret can be booked by whoever has the address; no page lists it
 * @param managed made by an admin for members who cannot change it
 */
public record Standing(
        boolean active,
        boolean secret,
        boolean managed,
        int position,
        @Nullable Instant deletedAt,
        Instant updatedAt) {
    public static Standing usual(Instant now) {
        return new Standing(true, false, false, 0, null, now);
    }

    public Standing inactive() {
        return new Standing(false, secret, managed, position, deletedAt, updatedAt);
    }

    public Standing asSecret() {
        return new Standing(active, true, managed, position, deletedAt, updatedAt);
    }

    public Standing asManaged() {
        return new Standing(active, secret, true, position, deletedAt, updatedAt);
    }

    public Standing at(int newPosition) {
        return new Standing(active, secret, managed, newPosition, deletedAt, updatedAt);
    }

    public Standing set(boolean nowActive, Instant now) {
        return new Standing(nowActive, secret, managed, position, deletedAt, now);
    }

    public Standing deleted(Instant now) {
        return new Standing(false, secret, managed, position, now, now);
    }
}
