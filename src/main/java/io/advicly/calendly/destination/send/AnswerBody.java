package io.advicly.calendly.destination.send;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.advicly.calendly.platform.text.CleanText;
import io.vertx.core.buffer.Buffer;
import org.jspecify.annotations.Nullable;

/// The beginning of an answer's body: what is more is not read.
final class AnswerBody {

    static final int KEPT = 2_048;

    private final Buffer kept = Buffer.buffer();

    /// @return whether that is enough
    boolean add(Buffer part) {
        kept.appendBuffer(part, 0, Math.min(part.length(), KEPT - kept.length()));
        return kept.length() >= KEPT;
    }

    /// Without a character that was cut in the middle.
    @Nullable String text() {
        if (kept.length() == 0) {
            return null;
        }
        String text = CleanText.of(new String(kept.getBytes(), UTF_8));
        boolean cut = kept.length() >= KEPT && text.endsWith("\uFFFD");
        return cut ? text.replaceFirst("\uFFFD+$", "") : text;
    }
}
