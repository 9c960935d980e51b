package io.advicly.calendly.house;

import java.io.PrintStream;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/// Prints what the sources are like, with `--all` every place of it; with `--ceilings`, writes what
/// is worse than the rules to [Ceilings#FILE].
public final class House {

    /// So many places show what is meant.
    private static final int SHOWN = 20;

    private final Findings findings;
    private final PrintStream out;
    private final int shown;

    private House(Findings findings, PrintStream out, int shown) {
        this.findings = findings;
        this.out = out;
        this.shown = shown;
    }

    public static void main(String[] arguments) {
        Path root = Path.of("").toAbsolutePath();
        Findings findings = new Findings(SourceReader.read(root));
        List<String> asked = List.of(arguments);
        if (asked.contains("--ceilings")) {
            Ceilings.present(findings).write(root);
        } else {
            int shown = asked.contains("--all") ? Integer.MAX_VALUE : SHOWN;
            new House(findings, System.out, shown).print();
        }
    }

    private void print() {
        rooms();
        sizes();
        counts();
        twice();
        arrows();
        repetitions();
    }

    private void rooms() {
        Map<String, Integer> rooms = findings.rooms();
        title("Rooms: top-level types of each package");
        for (SourceFile.Tree tree : List.of(SourceFile.Tree.MAIN, SourceFile.Tree.SANDBOX)) {
            List<Integer> sizes =
                    rooms.entrySet().stream()
                            .filter(room -> room.getKey().startsWith(tree.folder() + ":"))
                            .map(Map.Entry::getValue)
                            .toList();
            out.printf("%-8s %s%n", tree.folder(), Sizes.of(sizes));
        }
        rooms.entrySet().stream()
                .sorted(Map.Entry.<String, Integer>comparingByValue().reversed())
                .forEach(room -> out.printf("%4d  %s%n", room.getValue(), room.getKey()));
    }

    private void sizes() {
        title("Lines of files and methods");
        for (SourceFile.Tree tree : SourceFile.Tree.values()) {
            out.printf("%-8s files   %s%n", tree.folder(), Sizes.of(fileLines(tree)));
            out.printf("%-8s methods %s%n", tree.folder(), Sizes.of(methodLines(tree)));
        }
    }

    private List<Integer> fileLines(SourceFile.Tree tree) {
        return findings.in(tree).map(file -> file.lines().size()).toList();
    }

    private List<Integer> methodLines(SourceFile.Tree tree) {
        return findings.in(tree)
                .flatMap(file -> file.methods().stream())
                .map(SourceFile.Method::length)
                .toList();
    }

    private void counts() {
        title("Counts");
        for (SourceFile.Tree tree : SourceFile.Tree.values()) {
            List<String> of = findings.instanceOf(tree);
            out.printf(
                    "%-8s instance methods named of: %d, lambdas over three lines: %d,"
                            + " Uni.createFrom(): %d%n",
                    tree.folder(),
                    of.size(),
                    findings.longLambdas(tree).size(),
                    findings.madeUnis(tree));
            list("of", of);
            list("lambda", findings.longLambdas(tree));
        }
    }

    private void list(String what, List<String> places) {
        places.stream().limit(shown).forEach(place -> out.printf("%8s %s%n", what, place));
    }

    private void twice() {
        title("Simple names that two types have");
        findings.twice().forEach((name, rooms) -> out.println("  " + name + " " + rooms));
    }

    private void arrows() {
        title("Arrows between packages of the service, and in how many files");
        findings.arrows(SourceFile.Tree.MAIN)
                .forEach((from, to) -> out.println("  " + shortly(from) + " -> " + targets(to)));
    }

    private static String targets(Map<String, Long> to) {
        return to.entrySet().stream()
                .map(arrow -> shortly(arrow.getKey()) + " " + arrow.getValue())
                .collect(Collectors.joining(", "));
    }

    private static String shortly(String room) {
        return room.equals(Measuring.PROJECT)
                ? "."
                : room.substring(Measuring.PROJECT.length() + 1);
    }

    private void repetitions() {
        List<Repetitions.Block> blocks =
                Repetitions.in(
                        findings.files().stream()
                                .filter(file -> file.tree() != SourceFile.Tree.TEST)
                                .toList());
        title(
                "Repeated blocks of %d lines or more: %d"
                        .formatted(Repetitions.LINES, blocks.size()));
        blocks.stream()
                .limit(shown)
                .forEach(block -> out.printf("%4d  %s%n", block.lines(), block.places()));
    }

    private void title(String text) {
        out.println();
        out.println(text);
    }
}
