package io.advicly.calendly.house;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// The classes that mutation tests change: those whose own comment says "Pure". And the tests that
/// are run against each change: those beside them that need no container and no database.
///
/// Runs as a source file, without a build (`etc/mutations`).
final class PureClasses {

    private static final Path MAIN = Path.of("src/main/java");
    private static final Path TEST = Path.of("src/test/java");

    /// The comment directly above the type.
    private static final Pattern COMMENT =
            Pattern.compile(
                    "((?:^///.*\\n)+)(?:^@.*\\n)*^(?:public |final |sealed |abstract )*(?:class|record|enum|interface) ",
                    Pattern.MULTILINE);

    private static final Pattern MARK = Pattern.compile("\\bPure\\b");

    /// What starts something that mutants would not be in, or not alone.
    private static final Pattern CONTAINER =
            Pattern.compile(
                    "@Quarkus\\w*Test|TestDatabase|Installation|KillablePostgres|ServiceProcess|HttpServer");

    private PureClasses() {}

    /// @param arguments `classes` or `tests`, and a feature to be content with
    public static void main(String... arguments) {
        String within = arguments.length > 1 ? "/calendly/" + arguments[1] + "/" : "";
        Set<Path> all =
                marked().stream()
                        .filter(it -> it.toString().contains(within))
                        .collect(Collectors.toCollection(TreeSet::new));
        System.out.println(
                arguments[0].equals("tests")
                        ? all.stream()
                                .map(Path::getParent)
                                .distinct()
                                .flatMap(PureClasses::testsBeside)
                                .collect(Collectors.joining(","))
                        : all.stream()
                                .map(it -> name(MAIN, it))
                                .flatMap(it -> Stream.of(it, it + "$*"))
                                .collect(Collectors.joining(",")));
    }

    /// The files of the classes that are marked.
    static List<Path> marked() {
        return sources(MAIN).filter(it -> isMarked(read(it))).toList();
    }

    static boolean isMarked(String source) {
        var comment = COMMENT.matcher(source);
        return comment.find() && MARK.matcher(comment.group(1)).find();
    }

    private static Stream<String> testsBeside(Path folder) {
        Path tests = TEST.resolve(MAIN.relativize(folder));
        return sources(TEST)
                .filter(it -> tests.equals(it.getParent()))
                .filter(it -> it.getFileName().toString().endsWith("Test.java"))
                .filter(it -> !CONTAINER.matcher(read(it)).find())
                .map(it -> name(TEST, it));
    }

    private static String name(Path root, Path file) {
        return root.relativize(file).toString().replace(".java", "").replace('/', '.');
    }

    static Stream<Path> sources(Path root) {
        try (Stream<Path> files = Files.walk(root)) {
            return files
                    .filter(it -> it.toString().endsWith(".java"))
                    .filter(it -> !it.endsWith("package-info.java"))
                    .sorted()
                    .toList()
                    .stream();
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }
}
