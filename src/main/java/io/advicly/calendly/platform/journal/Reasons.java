package io.advicly.calendly.platform.journal;

import io.advicly.calendly.platform.problem.ProblemType;
import io.advicly.calendly.platform.problem.Problems;
import io.advicly.calendly.platform.text.CleanText;
import org.jspecify.annotations.Nullable;

/// Why a person had something done, in their words. Pure.
public final class Reasons {

    /// As much as is kept.
    static final int LONGEST = 500;

    private Reasons() {}

    /// Null where nothing is said. Whoever says something says why: blanks are a mistake, which
    /// nobody who reads the audit later could mend.
    public static @Nullable String kept(@Nullable String said) {
        if (said == null) {
            return null;
        }
        String words = CleanText.of(said).strip();
        if (words.isEmpty()) {
            throw Problems.of(ProblemType.REQUEST_INVALID, "reason must say why, or be left out.");
        }
        return CleanText.shortened(words, LONGEST);
    }

    /// The entry with the reason, where there is one.
    public static JournalEntry with(JournalEntry journalEntry, @Nullable String reason) {
        return reason == null ? journalEntry : journalEntry.with("reason", reason);
    }
}
