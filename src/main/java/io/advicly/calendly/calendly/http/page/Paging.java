package io.advicly.calendly.calendly.http.page;

import io.advicly.calendly.calendly.CalendlyAnswer;
import io.advicly.calendly.calendly.CalendlyFailure;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// Turns pages into a stream: the next page is read only when the one before has been consumed.
///
/// The end is a page without a next token, not an empty page (docs/calendly-api.md 1.11). A token
/// seen before would never end, nor would a list whose tokens are new each time: both count as an
/// answer that cannot be read.
final class Paging<T> {

    /// A hundred thousand records: more than anything that is listed whole.
    private static final int MOST_PAGES = 1_000;

    /// In a row.
    private static final int MOST_EMPTY_PAGES = 100;

    private final Function<@Nullable String, Uni<Page<T>>> pages;
    private final Set<String> seen = new HashSet<>();
    private @Nullable String next;
    private int empty;

    private Paging(Function<@Nullable String, Uni<Page<T>>> pages) {
        this.pages = pages;
    }

    /// All items of all pages; every subscription starts from the first page.
    static <T> Multi<T> stream(Function<@Nullable String, Uni<Page<T>>> pages) {
        return pages(pages).onItem().transformToIterable(items -> items);
    }

    /// The items of each page.
    static <T> Multi<List<T>> pages(Function<@Nullable String, Uni<Page<T>>> pages) {
        return Multi.createFrom().deferred(() -> new Paging<>(pages).all());
    }

    private Multi<List<T>> all() {
        return Multi.createBy()
                .repeating()
                .uni(this::read)
                .whilst(page -> page.nextPageToken() != null)
                .map(Page::items);
    }

    private Uni<Page<T>> read() {
        return pages.apply(next).invoke(this::advance);
    }

    private void advance(Page<T> page) {
        next = page.nextPageToken();
        empty = page.items().isEmpty() ? empty + 1 : 0;
        if (next != null && !seen.add(next)) {
            throw unreadable("a page token came twice");
        }
        if (next != null && (seen.size() >= MOST_PAGES || empty >= MOST_EMPTY_PAGES)) {
            throw unreadable("the list has no end");
        }
    }

    private static CalendlyFailure unreadable(String why) {
        return new CalendlyFailure.Unavailable(CalendlyAnswer.none(why), false, null);
    }
}
