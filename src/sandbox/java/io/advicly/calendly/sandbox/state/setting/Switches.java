package io.advicly.calendly.sandbox.state.setting;

import io.advicly.calendly.sandbox.state.table.Table;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The positions of all {@link Switch}es. Only those that differ from the default are stored. */
public final class Switches {
    private final Table<Setting> table;

    public Switches(Table<Setting> table) {
        this.table = table;
    }

    public boolean on(Switch one) {
        return (Boolean) value(one);
    }

    public long number(Switch one) {
        return ((Number) value(one)).longValue();
    }

    public String text(Switch one) {
        return (String) value(one);
    }

    /** Whether a choice stands at something else than its default. */
    public boolean changed(Switch one) {
        return !value(one).equals(one.standard());
    }

    public void set(String name, @Nullable Object value) {
        Switch one = Switch.of(name);
        Object accepted = one == null ? null : one.accept(value);
        if (accepted == null) {
            throw new IllegalArgumentException(Switch.problem(name, value));
        }
        table.put(new Setting(name, accepted));
    }

    public Map<String, Object> all() {
        Map<String, Object> all = new LinkedHashMap<>();
        for (Switch one : Switch.values()) {
            all.put(one.wire(), value(one));
        }
        return all;
    }

    private Object value(Switch one) {
        Setting setting = table.find(one.wire());
        return setting == null ? one.standard() : setting.value();
    }
}
