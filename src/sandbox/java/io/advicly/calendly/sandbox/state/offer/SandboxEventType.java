package io.advicly.calendly.sandbox.state.offer;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Something that can be booked. A missing location is a real case: the event then carries {@code
 * null}.
 */
public record SandboxEventType(
        String id,
        String organizationId,
        String name,
        EventKind kind,
        int minutes,
        List<String> hostIds,
        @Nullable LocationKind location,
        @Nullable String locationText,
        int inviteeLimit,
        List<String> questions,
        Instant createdAt,
        Standing standing) {

    /** Files written before there was a standing have none. */
    public SandboxEventType {
        standing = standing == null ? Standing.usual(createdAt) : standing;
    }

    /** One that anybody can book. */
    public SandboxEventType(
            String id,
            String organizationId,
            String name,
            EventKind kind,
            int minutes,
            List<String> hostIds,
            @Nullable LocationKind location,
            @Nullable String locationText,
            int inviteeLimit,
            List<String> questions,
            Instant createdAt) {
        this(
                id,
                organizationId,
                name,
                kind,
                minutes,
                hostIds,
                location,
                locationText,
                inviteeLimit,
                questions,
                createdAt,
                Standing.usual(createdAt));
    }

    public boolean deleted() {
        return standing.deletedAt() != null;
    }

    public boolean bookable() {
        return standing.active() && !deleted();
    }

    public SandboxEventType with(Standing newStanding) {
        return with(name, minutes, locationText, newStanding);
    }

    public SandboxEventType named(String newName) {
        return with(newName, minutes, locationText, standing);
    }

    public SandboxEventType lasting(int newMinutes) {
        return with(name, newMinutes, locationText, standing);
    }

    public SandboxEventType at(@Nullable String place) {
        return with(name, minutes, place, standing);
    }

    public SandboxEventType asking(List<String> newQuestions) {
        return new SandboxEventType(
                id,
                organizationId,
                name,
                kind,
                minutes,
                hostIds,
                location,
                locationText,
                inviteeLimit,
                newQuestions,
                createdAt,
                standing);
    }

    private SandboxEventType with(
            String newName, int newMinutes, @Nullable String place, Standing newStanding) {
        return new SandboxEventType(
                id,
                organizationId,
                newName,
                kind,
                newMinutes,
                hostIds,
                location,
                place,
                inviteeLimit,
                questions,
                createdAt,
                newStanding);
    }
}
