package io.advicly.calendly.platform.journal;

import io.advicly.calendly.platform.text.CleanText;
import org.jspecify.annotations.Nullable;

/// Why a person had something done, in their words. Pure.
public final class Reasons {

    /// As much as is kept.
    static final int LONGEST = 500;

    private Reasons() {}

    /// Null where nothing is said.
    public static @Nullable String kept(@Nullable String said) {
        return said == null || said.isBlank()
                ? null
                : CleanText.shortened(CleanText.of(said.strip()), LONGEST);
    }

    /// The entry with the reason, where there is one.
    public static JournalEntry with(JournalEntry journalEntry, @Nullable String reason) {
        return reason == null ? journalEntry : journalEntry.with("reason", reason);
    }
}
