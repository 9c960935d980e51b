package io.advicly.calendly.sandbox.state.booking;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * One person in one scheduled event.
 *
 * @param rescheduled true on the canceled half of a reschedule (DOC-resched); {@code newInviteeId}
 *     is then the other half
 */
public record SandboxInvitee(
        String id,
        String eventId,
        Person person,
        List<GivenAnswer> answers,
        Map<String, String> tracking,
        boolean rescheduled,
        @Nullable String oldInviteeId,
        @Nullable String newInviteeId,
        @Nullable NoShow noShow,
        @Nullable Cancellation cancellation,
        Instant createdAt,
        Instant updatedAt) {

    public boolean canceled() {
        return cancellation != null;
    }

    public SandboxInvitee canceled(Cancellation why) {
        return changed(rescheduled, newInviteeId, noShow, why, why.createdAt());
    }

    public SandboxInvitee rescheduledTo(String newInvitee, Cancellation why) {
        return changed(true, newInvitee, noShow, why, why.createdAt());
    }

    public SandboxInvitee withNoShow(@Nullable NoShow mark, Instant now) {
        return changed(rescheduled, newInviteeId, mark, cancellation, now);
    }

    private SandboxInvitee changed(
            boolean moved,
            @Nullable String newInvitee,
            @Nullable NoShow mark,
            @Nullable Cancellation why,
            Instant now) {
        return new SandboxInvitee(
                id,
                eventId,
                person,
                answers,
                tracking,
                moved,
                oldInviteeId,
                newInvitee,
                mark,
                why,
                createdAt,
                now);
    }
}
