package io.advicly.calendly.sandbox.state.table;

import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableSet;
import java.util.TreeSet;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Rows of a table under a key, sorted.
 *
 * <p>Kept so that a look-up costs the same with one organization and with a hundred thousand.
 */
public final class Index<V> {
    private final Function<V, List<String>> keys;
    private final Comparator<V> order;
    private final Map<String, NavigableSet<V>> rows = new HashMap<>();

    Index(Function<V, List<String>> keys, Comparator<V> order) {
        this.keys = keys;
        this.order = order;
    }

    public NavigableSet<V> get(String key) {
        NavigableSet<V> found = rows.get(key);
        return found == null
                ? Collections.emptyNavigableSet()
                : Collections.unmodifiableNavigableSet(found);
    }

    void replace(@Nullable V before, @Nullable V after) {
        if (before != null) {
            keys.apply(before).forEach(key -> drop(key, before));
        }
        if (after != null) {
            keys.apply(after)
                    .forEach(
                            key -> rows.computeIfAbsent(key, k -> new TreeSet<>(order)).add(after));
        }
    }

    void clear() {
        rows.clear();
    }

    private void drop(String key, V row) {
        NavigableSet<V> found = rows.get(key);
        if (found != null && found.remove(row) && found.isEmpty()) {
            rows.remove(key);
        }
    }
}
