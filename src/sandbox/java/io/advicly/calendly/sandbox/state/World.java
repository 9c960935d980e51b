package io.advicly.calendly.sandbox.state;

import io.advicly.calendly.sandbox.state.booking.Calendar;
import io.advicly.calendly.sandbox.state.grant.SandboxGrants;
import io.advicly.calendly.sandbox.state.grant.Secrets;
import io.advicly.calendly.sandbox.state.offer.Offers;
import io.advicly.calendly.sandbox.state.people.Directory;
import io.advicly.calendly.sandbox.state.setting.Setting;
import io.advicly.calendly.sandbox.state.setting.Switches;
import io.advicly.calendly.sandbox.state.subscription.Hooks;
import io.advicly.calendly.sandbox.state.table.Table;
import io.advicly.calendly.sandbox.state.table.Tables;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.UUID;

/** Everything the sandbox knows. */
public final class World {
    private final Tables tables = new Tables();
    private final InstantSource clock;
    private final Directory directory = new Directory(tables);
    private final Calendar calendar = new Calendar(tables);
    private final SandboxGrants grants = new SandboxGrants(tables);
    private final Hooks hooks = new Hooks(tables);
    private final Offers offers = new Offers(tables);
    private final Office office = new Office(tables);
    private final Table<Setting> settings = tables.add("switches", Setting.class, Setting::name);
    private final Table<Setting> keepsakes = tables.add("keepsakes", Setting.class, Setting::name);
    private final Switches switches = new Switches(settings);
    private final Secrets secrets = new Secrets(tables);

    public World(InstantSource clock) {
        this.clock = clock;
    }

    public Directory directory() {
        return directory;
    }

    public Calendar calendar() {
        return calendar;
    }

    public SandboxGrants grants() {
        return grants;
    }

    public Hooks hooks() {
        return hooks;
    }

    public Offers offers() {
        return offers;
    }

    public Office office() {
        return office;
    }

    public Switches switches() {
        return switches;
    }

    /** Single values that outlive a restart and a reset, for example the login's key. */
    public Table<Setting> keepsakes() {
        return keepsakes;
    }

    public Secrets secrets() {
        return secrets;
    }

    /** In microseconds, as all of Calendly's times. */
    public Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MICROS);
    }

    public String newId() {
        return UUID.randomUUID().toString();
    }

    public void onChange(Runnable listener) {
        tables.onChange(listener);
    }

    /** Empties everything but what has to outlive a reset: the secrets and the keepsakes. */
    public void clear() {
        List<String> kept = List.of("secrets", keepsakes.name());
        tables.all().stream().filter(table -> !kept.contains(table.name())).forEach(Table::clear);
    }

    List<Table<?>> tables() {
        return tables.all();
    }
}
