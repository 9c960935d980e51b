package io.advicly.calendly.sandbox.state.table;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Rows of one kind by id, in order of arrival, with indexes that follow every change. */
public final class Table<V> {
    private final String name;
    private final Class<V> type;
    private final Function<V, String> id;
    private final Runnable changed;
    private final Map<String, V> rows = new LinkedHashMap<>();
    private final List<Index<V>> indexes = new ArrayList<>();

    Table(String name, Class<V> type, Function<V, String> id, Runnable changed) {
        this.name = name;
        this.type = type;
        this.id = id;
        this.changed = changed;
    }

    public Index<V> indexBy(Function<V, List<String>> keys, Comparator<V> order) {
        Index<V> index = new Index<>(keys, order.thenComparing(id));
        indexes.add(index);
        return index;
    }

    public void put(V row) {
        V before = rows.put(id.apply(row), row);
        for (Index<V> index : indexes) {
            index.replace(before, row);
        }
        changed.run();
    }

    public @Nullable V find(@Nullable String rowId) {
        return rowId == null ? null : rows.get(rowId);
    }

    /** For ids that another row refers to: their absence would be a bug of the sandbox. */
    public V get(String rowId) {
        V row = rows.get(rowId);
        if (row == null) {
            throw new IllegalStateException("no " + rowId + " in " + name);
        }
        return row;
    }

    public void remove(String rowId) {
        V before = rows.remove(rowId);
        if (before == null) {
            return;
        }
        for (Index<V> index : indexes) {
            index.replace(before, null);
        }
        changed.run();
    }

    public Collection<V> all() {
        return Collections.unmodifiableCollection(rows.values());
    }

    public int size() {
        return rows.size();
    }

    public void clear() {
        rows.clear();
        indexes.forEach(Index::clear);
        changed.run();
    }

    public String name() {
        return name;
    }

    public Class<V> type() {
        return type;
    }
}
