package io.advicly.calendly.platform.list;

import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// The rows of a page, and where the next one begins.
///
/// @param nextCursor null on the last page
public record Slice<T>(List<T> rows, @Nullable String nextCursor) {

    /// @param found one row more than the page may have, when there are more
    /// @param end where a page that ends with this row ends
    public static <T> Slice<T> of(List<T> found, int limit, Function<T, Cursor> end) {
        if (found.size() <= limit) {
            return new Slice<>(found, null);
        }
        List<T> shown = found.subList(0, limit);
        return new Slice<>(shown, end.apply(shown.getLast()).encode());
    }

    public <R> Slice<R> map(Function<T, R> view) {
        return new Slice<>(rows.stream().map(view).toList(), nextCursor);
    }
}
