package io.advicly.calendly.meeting.redaction;

import io.advicly.calendly.meeting.detail.AddressMentions;
import java.text.Normalizer;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// People's names inside other texts: "Grace Guest and Ada Host". Words are compared, whatever the
/// case of their letters and whatever stands between them, and whole ones alone. Pure.
public final class Names {

    private static final Pattern WORD = Pattern.compile("[\\p{L}\\p{M}\\p{N}]+");

    /// Longer names are not looked for where only a hash of them is known.
    private static final int LONGEST = 8;

    /// Further on in a text, no name is looked for of which only a hash is known.
    private static final int FIRST_WORDS = 64;

    private Names() {}

    /// A word of a text, and where it stands.
    private record Word(String said, int start, int end) {}

    /// The form in which a name is compared; empty without a letter.
    public static String words(@Nullable String name) {
        return name == null ? "" : joined(split(name));
    }

    /// Every run of words in the text that may be a name.
    public static Set<String> in(@Nullable String text) {
        if (text == null) {
            return Set.of();
        }
        List<Word> all = split(text);
        List<Word> words = all.subList(0, Math.min(FIRST_WORDS, all.size()));
        Set<String> runs = new HashSet<>();
        for (int from = 0; from < words.size(); from++) {
            for (int to = from + 1; to <= Math.min(from + LONGEST, words.size()); to++) {
                runs.add(joined(words.subList(from, to)));
            }
        }
        return runs;
    }

    /// @param names as [#words] gives them
    public static String without(String text, Set<String> names) {
        int longest = names.stream().mapToInt(Names::count).max().orElse(0);
        if (longest == 0) {
            return text;
        }
        List<Word> words = split(text);
        StringBuilder left = new StringBuilder();
        int copied = 0;
        int at = 0;
        while (at < words.size()) {
            int length = named(words, at, longest, names);
            if (length > 0) {
                left.append(text, copied, words.get(at).start()).append(AddressMentions.ERASED);
                copied = words.get(at + length - 1).end();
            }
            at += Math.max(1, length);
        }
        return left.append(text, copied, text.length()).toString();
    }

    /// How many words from there on are a name, as many as possible; 0 for none.
    private static int named(List<Word> words, int from, int longest, Set<String> names) {
        for (int length = Math.min(longest, words.size() - from); length > 0; length--) {
            if (names.contains(joined(words.subList(from, from + length)))) {
                return length;
            }
        }
        return 0;
    }

    private static int count(String name) {
        return name.isEmpty() ? 0 : name.split(" ", -1).length;
    }

    private static String joined(List<Word> words) {
        return words.stream().map(Word::said).collect(Collectors.joining(" "));
    }

    private static List<Word> split(String text) {
        List<Word> words = new ArrayList<>();
        Matcher found = WORD.matcher(text);
        while (found.find()) {
            String said = Normalizer.normalize(found.group(), Normalizer.Form.NFKC);
            words.add(new Word(said.toLowerCase(Locale.ROOT), found.start(), found.end()));
        }
        return words;
    }
}
