package io.advicly.calendly.house;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;

/// Blocks of lines that stand in more than one place, blanks and comments aside.
final class Repetitions {

    /// So many lines one after the other are no coincidence.
    static final int LINES = 6;

    private Repetitions() {}

    /// @param number of the line in its file
    private record Line(SourceFile file, int number, String text) {}

    /// @param places file and line where each of them begins
    record Block(int lines, List<String> places) {}

    static List<Block> in(Collection<SourceFile> files) {
        List<List<Line>> all = files.stream().map(Repetitions::code).toList();
        Map<String, List<Line>> byText = new HashMap<>();
        for (List<Line> code : all) {
            for (int at = 0; at + LINES <= code.size(); at++) {
                byText.computeIfAbsent(text(code, at), _ -> new ArrayList<>()).add(code.get(at));
            }
        }
        Set<List<String>> said = new HashSet<>();
        List<Block> blocks = new ArrayList<>();
        for (List<Line> code : all) {
            int at = 0;
            while (at + LINES <= code.size()) {
                Block block = blockAt(code, at, byText);
                if (block.lines() > 0 && said.add(block.places().stream().sorted().toList())) {
                    blocks.add(block);
                }
                at += Math.max(1, block.lines() - LINES + 1);
            }
        }
        return blocks.stream().sorted(Comparator.comparingInt(Block::lines).reversed()).toList();
    }

    /// As long as the same number of places goes on alike.
    private static Block blockAt(List<Line> code, int at, Map<String, List<Line>> byText) {
        List<Line> places = byText.getOrDefault(text(code, at), List.of());
        if (places.size() < 2) {
            return new Block(0, List.of());
        }
        int end = at + 1;
        while (end + LINES <= code.size()
                && byText.getOrDefault(text(code, end), List.of()).size() == places.size()) {
            end++;
        }
        return new Block(
                end - 1 + LINES - at,
                places.stream().map(line -> line.file().path() + ":" + line.number()).toList());
    }

    private static String text(List<Line> code, int at) {
        return String.join("\n", code.subList(at, at + LINES).stream().map(Line::text).toList());
    }

    private static List<Line> code(SourceFile file) {
        return IntStream.range(0, file.lines().size())
                .mapToObj(at -> new Line(file, at + 1, file.lines().get(at).strip()))
                .filter(line -> isCode(line.text()))
                .toList();
    }

    private static boolean isCode(String line) {
        return line.chars().anyMatch(Character::isLetterOrDigit)
                && !line.startsWith("//")
                && !line.startsWith("import ")
                && !line.startsWith("package ")
                && !line.equals("@Override");
    }
}
