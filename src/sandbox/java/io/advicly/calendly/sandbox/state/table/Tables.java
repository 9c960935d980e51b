package io.advicly.calendly.sandbox.state.table;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/** Every table of a world, so that the whole of it can be cleared, written and read as one. */
public final class Tables {
    private final List<Table<?>> all = new ArrayList<>();
    private Runnable listener = () -> {};

    public <V> Table<V> add(String name, Class<V> type, Function<V, String> id) {
        Table<V> table = new Table<>(name, type, id, () -> listener.run());
        all.add(table);
        return table;
    }

    public List<Table<?>> all() {
        return all;
    }

    public void onChange(Runnable newListener) {
        listener = newListener;
    }
}
