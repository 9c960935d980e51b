package io.advicly.calendly.platform.overview;

import io.advicly.calendly.platform.overview.DeliveryAnswers.Given;
import java.util.List;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/// Decides whose trouble it was: ours, that of keys, Calendly's, or nobody's. Pure.
///
/// @param whose `none`, `us`, `keys` or `calendly`
record Trouble(String whose, String says) {

    /// @param minute all that happened; null where nothing ran
    static Trouble of(List<Given> answers, @Nullable Minute minute) {
        if (minute == null) {
            return new Trouble(
                    "us", "Nothing is known of this time: no process ran, or it is too long ago.");
        }
        long unstored = count(answers, answer -> answer.status() == 503);
        long unkeyed = count(answers, answer -> isForWantOfAKey(answer));
        long good = count(answers, answer -> answer.status() == 200);
        long dead = minute.counts().dead();
        if (unstored > 0) {
            return new Trouble(
                    "us",
                    "It is us: %s answered 503, which Calendly sends again for a day."
                            .formatted(deliveries(unstored)));
        }
        if (dead > 0) {
            return new Trouble(
                    "us",
                    "It is us: %s given up as dead. Look at why, and replay."
                            .formatted(deliveries(dead)));
        }
        if (unkeyed > 0) {
            return new Trouble(
                    "keys",
                    "It is a key, or somebody who forges: %s signed with a key that is not held here."
                            .formatted(deliveries(unkeyed)));
        }
        if (minute.counts().refreshFailures() > 0) {
            return new Trouble(
                    "calendly",
                    "It is Calendly: it has refused, or not answered, %d refreshes of grants."
                            .formatted(minute.counts().refreshFailures()));
        }
        return quiet(good);
    }

    private static Trouble quiet(long good) {
        return good == 0
                ? new Trouble(
                        "calendly",
                        "It is Calendly, or nobody booked: it has sent nothing that is ours.")
                : new Trouble(
                        "none",
                        "Nothing was wrong: %s answered 200 and kept.".formatted(deliveries(good)));
    }

    private static boolean isForWantOfAKey(Given answer) {
        return "mismatch".equals(answer.reason()) || "no_key".equals(answer.reason());
    }

    private static long count(List<Given> answers, Predicate<Given> which) {
        return answers.stream().filter(which).mapToLong(Given::count).sum();
    }

    private static String deliveries(long number) {
        return number == 1 ? "1 delivery was" : number + " deliveries were";
    }
}
