package io.advicly.calendly.calendly.http.limit;

import io.advicly.calendly.calendly.http.answer.AnswerTooLargeException;
import io.advicly.calendly.calendly.http.answer.NoRoomForAnswerException;
import io.advicly.calendly.calendly.settings.HttpSettings;
import io.quarkus.arc.Unremovable;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/// What Calendly's answers may take of the memory while they come in: one without an end would fill
/// it, and so would as many large ones as there can be calls.
@Unremovable // the container does not see that the API's client asks for it
@ApplicationScoped
public class AnswerMemory {

    private final long ofOne;
    private final long ofAll;
    private final AtomicLong taken = new AtomicLong();

    @Inject
    AnswerMemory(HttpSettings settings) {
        this(settings.maxAnswer().asLongValue(), settings.maxAnswers().asLongValue());
    }

    AnswerMemory(long ofOne, long ofAll) {
        this.ofOne = Math.min(ofOne, ofAll);
        this.ofAll = ofAll;
    }

    /// How many bytes of one answer are read, as far as an array goes.
    public static int mostOfOne(HttpSettings settings) {
        return (int) Math.min(settings.maxAnswer().asLongValue(), Integer.MAX_VALUE - 16);
    }

    /// @param length what a header says of the answer's length
    public Share share(@Nullable String length) {
        return new Share(length != null && isTooLong(length.strip()));
    }

    private boolean isTooLong(String length) {
        return length.matches("\\d{1,18}") && Long.parseLong(length) > ofOne;
    }

    /// What one answer takes.
    public final class Share {

        private long mine;
        private boolean over;
        private boolean tooLarge;

        private Share(boolean tooLarge) {
            this.over = tooLarge;
            this.tooLarge = tooLarge;
        }

        /// @return false where there is no room for that much more
        public synchronized boolean take(long bytes) {
            if (!over) {
                mine += bytes;
                tooLarge = mine > ofOne;
                over = taken.addAndGet(bytes) > ofAll || tooLarge;
            }
            if (over) {
                end();
            }
            return !over;
        }

        /// Why no more of it is read.
        public synchronized RuntimeException refusal() {
            return tooLarge ? new AnswerTooLargeException() : new NoRoomForAnswerException();
        }

        /// The answer is there, or is not wanted any more.
        public synchronized void end() {
            over = true;
            taken.addAndGet(-mine);
            mine = 0;
        }
    }
}
