package io.advicly.calendly.sync.operator;

import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// Says how a sync goes, in a sentence. Pure.
final class SyncWords {

    private SyncWords() {}

    /// What is known of it.
    ///
    /// @param listed whether the last page has been read
    record Known(
            String state,
            int pages,
            int events,
            @Nullable Integer estimate,
            int unreadable,
            int attempts,
            boolean listed,
            @Nullable String error,
            Instant createdAt,
            @Nullable Instant finishedAt) {}

    static String of(Known sync) {
        return switch (sync.state()) {
            case "running" -> "It is reading: " + read(sync) + ".";
            case "waiting" -> waiting(sync);
            case "done" -> "It has read all within %s: %s.".formatted(time(sync), read(sync));
            default -> "It has given up after %s: %s.".formatted(read(sync), why(sync.error()));
        };
    }

    private static String waiting(Known sync) {
        if (sync.error() != null) {
            return "It tries again: %s. So far %s.".formatted(why(sync.error()), read(sync));
        }
        return sync.pages() == 0
                ? "It waits for its turn."
                : "It waits for its next turn: " + read(sync) + ".";
    }

    private static String read(Known sync) {
        String of =
                sync.estimate() == null || sync.finishedAt() != null
                        ? ""
                        : " of about " + Math.max(sync.estimate(), sync.events());
        String looking =
                sync.listed() && sync.finishedAt() == null
                        ? ", and now looks for what is listed no more"
                        : "";
        String left =
                sync.unreadable() == 0
                        ? ""
                        : ", %s left out as unreadable"
                                .formatted(count(sync.unreadable(), "record"));
        return "%s%s on %s%s%s"
                .formatted(
                        count(sync.events(), "event"),
                        of,
                        count(sync.pages(), "page"),
                        left,
                        looking);
    }

    private static String why(@Nullable String error) {
        return error == null ? "nobody knows why" : error;
    }

    private static String time(Known sync) {
        Instant end = sync.finishedAt() == null ? sync.createdAt() : sync.finishedAt();
        Duration took = Duration.between(sync.createdAt(), end);
        if (took.toHours() > 0) {
            return count(took.toHours(), "hour");
        }
        return took.toMinutes() > 0
                ? count(took.toMinutes(), "minute")
                : count(Math.max(1, took.toSeconds()), "second");
    }

    private static String count(long number, String what) {
        return number == 1 ? "1 " + what : number + " " + what + "s";
    }
}
