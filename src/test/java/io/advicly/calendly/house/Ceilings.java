package io.advicly.calendly.house;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/// What is worse than the rules and was there before them: no more than that, of each. `etc/house
/// --ceilings` writes the file.
///
/// @param rooms with more types than a room has, and their number
/// @param counts of what there should be none of
/// @param twice names that two types have
record Ceilings(Map<String, Integer> rooms, Map<String, Integer> counts, Set<String> twice) {

    /// From the root of the project.
    static final Path FILE = Path.of("etc", "house.ceilings");

    static final int TYPES_OF_A_ROOM = 20;

    private static final String ROOM = "room ";
    private static final String COUNT = "count ";
    private static final String TWICE = "twice ";

    static Ceilings present(Findings findings) {
        Map<String, Integer> rooms = new TreeMap<>(findings.rooms());
        rooms.values().removeIf(size -> size <= TYPES_OF_A_ROOM);
        return new Ceilings(rooms, counts(findings), new TreeSet<>(findings.twice().keySet()));
    }

    private static Map<String, Integer> counts(Findings findings) {
        Map<String, Integer> counts = new TreeMap<>();
        for (SourceFile.Tree tree : SourceFile.Tree.values()) {
            counts.put("instance-of." + tree.folder(), findings.instanceOf(tree).size());
            counts.put("long-lambdas." + tree.folder(), findings.longLambdas(tree).size());
        }
        return counts;
    }

    static Ceilings read(Path root) {
        Map<String, Integer> rooms = new TreeMap<>();
        Map<String, Integer> counts = new TreeMap<>();
        Set<String> twice = new TreeSet<>();
        try {
            for (String line : Files.readAllLines(root.resolve(FILE))) {
                String[] parts = line.split(" ", -1);
                switch (parts[0] + " ") {
                    case ROOM -> rooms.put(parts[1], Integer.valueOf(parts[2]));
                    case COUNT -> counts.put(parts[1], Integer.valueOf(parts[2]));
                    case TWICE -> twice.add(parts[1]);
                    default -> throw new IllegalArgumentException(FILE + ": " + line);
                }
            }
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
        return new Ceilings(rooms, counts, twice);
    }

    void write(Path root) {
        List<String> lines = new ArrayList<>();
        rooms.forEach((room, size) -> lines.add(ROOM + room + " " + size));
        counts.forEach((what, number) -> lines.add(COUNT + what + " " + number));
        twice.forEach(name -> lines.add(TWICE + name));
        try {
            Files.write(root.resolve(FILE), lines);
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    /// What of it is above these, each as a sentence.
    List<String> brokenBy(Findings findings) {
        Ceilings present = present(findings);
        List<String> broken = new ArrayList<>();
        present.rooms()
                .forEach((room, size) -> compare(room, size, rooms, TYPES_OF_A_ROOM, broken));
        present.counts().forEach((what, number) -> compare(what, number, counts, 0, broken));
        findings.twice()
                .forEach((name, rooms) -> {
                    if (!twice.contains(name)) {
                        broken.add("%s is a name of two types: %s".formatted(name, rooms));
                    }
                });
        return broken;
    }

    private static void compare(
            String what, int size, Map<String, Integer> ceilings, int rule, List<String> broken) {
        int ceiling = ceilings.getOrDefault(what, rule);
        if (size > ceiling) {
            broken.add("%s: %d, no more than %d allowed".formatted(what, size, ceiling));
        }
    }
}
