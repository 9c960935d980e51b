package io.advicly.calendly.house;

import static java.util.stream.Collectors.counting;
import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.mapping;
import static java.util.stream.Collectors.summingInt;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// What all files together say.
record Findings(List<SourceFile> files) {

    /// Rooms are those of the service and of the sandbox: tests lie beside what they test.
    private Stream<SourceFile> ofRooms() {
        return files.stream().filter(file -> file.tree() != SourceFile.Tree.TEST);
    }

    Stream<SourceFile> in(SourceFile.Tree tree) {
        return files.stream().filter(file -> file.tree() == tree);
    }

    /// How many top-level types each has, by its tree and name.
    Map<String, Integer> rooms() {
        return ofRooms()
                .collect(
                        groupingBy(
                                SourceFile::roomOfTree,
                                TreeMap::new,
                                summingInt(file -> file.types().size())));
    }

    /// Simple names that more than one top-level type has, and in which rooms.
    Map<String, Set<String>> twice() {
        Map<String, Set<String>> named = new TreeMap<>();
        ofRooms()
                .forEach(file ->
                        file.types()
                                .forEach(name ->
                                        named.computeIfAbsent(name, _ -> new TreeSet<>())
                                                .add(file.roomOfTree())));
        named.values().removeIf(rooms -> rooms.size() < 2);
        return named;
    }

    /// Places of instance methods of that name, which is one for static factories.
    List<String> instanceOf(SourceFile.Tree tree) {
        List<String> places = new ArrayList<>();
        in(tree).forEach(file -> addInstanceOf(file, places));
        return places;
    }

    private static void addInstanceOf(SourceFile file, List<String> places) {
        file.methods().stream()
                .filter(method -> method.name().equals("of") && !method.isStatic())
                .forEach(method -> places.add(file.path() + ":" + method.line()));
    }

    List<String> longLambdas(SourceFile.Tree tree) {
        return in(tree).flatMap(Findings::lambdasOf).toList();
    }

    private static Stream<String> lambdasOf(SourceFile file) {
        return file.longLambdas().stream().map(line -> file.path() + ":" + line);
    }

    int madeUnis(SourceFile.Tree tree) {
        return in(tree).mapToInt(SourceFile::madeUnis).sum();
    }

    /// From room to room, with the number of files that import.
    Map<String, Map<String, Long>> arrows(SourceFile.Tree tree) {
        return in(tree).flatMap(
                        file -> file.imported().stream().map(to -> Map.entry(file.room(), to)))
                .collect(
                        groupingBy(
                                Map.Entry::getKey,
                                TreeMap::new,
                                mapping(
                                        Map.Entry::getValue,
                                        groupingBy(to -> to, TreeMap::new, counting()))));
    }

    List<String> longerThan(int lines) {
        return files.stream()
                .filter(file -> file.lines().size() > lines)
                .map(file -> file.path() + ": " + file.lines().size() + " lines")
                .collect(Collectors.toList());
    }
}
