package io.advicly.calendly.meeting;

import io.advicly.calendly.calendly.event.Invitee;
import io.advicly.calendly.meeting.fact.Gen;
import io.advicly.calendly.meeting.fact.Said;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// Calendly in small: things happen to events and invitees, and everything that happens is told.
/// Sometimes several things happen at the same moment, and sometimes a link is left out.
public final class World {

    private static final int STEPS = 8;

    private final Gen gen;
    private final String prefix;
    private final String host;
    private final Map<String, EventState> events = new TreeMap<>();
    private final Map<String, InviteeState> invitees = new TreeMap<>();
    private final List<Telling> told = new ArrayList<>();
    private long minute = 1;
    private int names;

    private static final class EventState {
        boolean group;
        boolean active = true;
        @Nullable String location;
        long updated;
    }

    private static final class InviteeState {
        String event;
        boolean active = true;
        boolean noShow;
        @Nullable String old;
        @Nullable String successor;
        long updated;

        InviteeState(String event) {
            this.event = event;
        }
    }

    private World(Gen gen, String prefix, String host) {
        this.gen = gen;
        this.prefix = prefix;
        this.host = host;
    }

    /// What is told about a random history of events whose names begin with `prefix`.
    public static List<Telling> history(long seed, String prefix, String host) {
        return lived(seed, prefix, host, 0).told;
    }

    /// A history in which nothing happens at the same moment as something else, so that what is
    /// last is all that there is to know.
    public static World unhurried(long seed, String prefix, String host) {
        return lived(seed, prefix, host, 1);
    }

    private static World lived(long seed, String prefix, String host, int pause) {
        World world = new World(new Gen(seed), prefix, host);
        world.book(null);
        for (int step = 0; step < STEPS; step++) {
            world.minute += pause + world.gen.below(2);
            world.step();
        }
        return world;
    }

    public List<Telling> told() {
        return told;
    }

    /// What a sync of everything says in the end.
    public List<Telling> everything() {
        return events.keySet().stream()
                .map(event ->
                        telling(
                                event,
                                invitees.keySet().stream()
                                        .filter(name -> get(invitees, name).event.equals(event))
                                        .map(name -> said(name, false))
                                        .toList()))
                .toList();
    }

    private void step() {
        String name = List.copyOf(invitees.keySet()).get(gen.below(invitees.size()));
        InviteeState invitee = get(invitees, name);
        switch (gen.below(6)) {
            case 0 -> book(null);
            case 1 -> {
                if (invitee.active) {
                    end(name, invitee, null);
                }
            }
            case 2, 3 -> {
                if (invitee.active) {
                    end(name, invitee, book(name));
                }
            }
            case 4 -> {
                invitee.noShow = !invitee.noShow;
                invitee.updated = minute;
                tell(List.of(name));
            }
            default -> sync(invitee.event);
        }
    }

    /// @return the new invitee's name
    private String book(@Nullable String old) {
        String event =
                events.keySet().stream()
                        .filter(name -> get(events, name).group && gen.coin())
                        .findFirst()
                        .orElseGet(this::newEvent);
        get(events, event).updated = minute;
        String name = event + "/I" + names++;
        InviteeState invitee = new InviteeState(event);
        invitee.old = old;
        invitee.updated = minute;
        invitees.put(name, invitee);
        tell(List.of(name));
        return name;
    }

    private String newEvent() {
        String name = prefix + "E" + names++;
        EventState event = new EventState();
        event.group = gen.coin();
        events.put(name, event);
        return name;
    }

    private void end(String name, InviteeState invitee, @Nullable String successor) {
        invitee.active = false;
        invitee.successor = successor;
        invitee.updated = minute;
        EventState event = get(events, invitee.event);
        event.active = event.group;
        event.updated = minute;
        tell(List.of(name));
    }

    private void sync(String event) {
        EventState state = get(events, event);
        state.location = "{\"type\":\"zoom\",\"join_url\":\"https://join/%04d\"}".formatted(minute);
        tell(
                invitees.keySet().stream()
                        .filter(name -> get(invitees, name).event.equals(event))
                        .toList());
    }

    private void tell(List<String> names) {
        told.add(
                telling(
                        get(invitees, names.getFirst()).event,
                        names.stream().map(name -> said(name, gen.below(4) == 0)).toList()));
    }

    private Telling telling(String eventName, List<Invitee> said) {
        EventState event = get(events, eventName);
        return new Telling(
                Said.located(eventName, event.updated, event.active, event.location, host), said);
    }

    private Invitee said(String name, boolean forgetful) {
        InviteeState state = get(invitees, name);
        return new Said.InviteeSaid(
                        name,
                        state.updated,
                        state.active,
                        state.noShow,
                        forgetful ? null : state.old,
                        forgetful ? null : state.successor,
                        null)
                .build();
    }

    private static <T> T get(Map<String, T> all, String name) {
        return Objects.requireNonNull(all.get(name));
    }
}
