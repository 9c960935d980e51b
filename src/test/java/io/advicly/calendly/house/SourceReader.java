package io.advicly.calendly.house;

import com.sun.source.tree.CompilationUnitTree;
import com.sun.source.util.JavacTask;
import com.sun.source.util.SourcePositions;
import com.sun.source.util.Trees;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import javax.tools.JavaCompiler;
import javax.tools.StandardJavaFileManager;
import javax.tools.ToolProvider;

/// Has the JDK's compiler parse every source file, no more: types are not looked up.
final class SourceReader {

    private SourceReader() {}

    /// @param root of the project
    static List<SourceFile> read(Path root) {
        return Arrays.stream(SourceFile.Tree.values())
                .flatMap(tree -> read(root, tree).stream())
                .toList();
    }

    private static List<SourceFile> read(Path root, SourceFile.Tree tree) {
        List<Path> paths = filesUnder(root.resolve("src").resolve(tree.folder()).resolve("java"));
        if (paths.isEmpty()) {
            return List.of();
        }
        JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
        try (StandardJavaFileManager files =
                compiler.getStandardFileManager(null, Locale.ROOT, StandardCharsets.UTF_8)) {
            JavacTask task =
                    (JavacTask)
                            compiler.getTask(
                                    null,
                                    files,
                                    null,
                                    List.of("-proc:none"),
                                    null,
                                    files.getJavaFileObjectsFromPaths(paths));
            SourcePositions positions = Trees.instance(task).getSourcePositions();
            List<SourceFile> read = new ArrayList<>();
            for (CompilationUnitTree unit : task.parse()) {
                read.add(measured(root, tree, unit, positions));
            }
            return read;
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    private static SourceFile measured(
            Path root, SourceFile.Tree tree, CompilationUnitTree unit, SourcePositions positions)
            throws IOException {
        Path file = Path.of(unit.getSourceFile().toUri());
        Measuring measuring = new Measuring(unit, positions);
        measuring.scan(unit, null);
        return new SourceFile(
                tree,
                root.toAbsolutePath().normalize().relativize(file.normalize()).toString(),
                Measuring.roomOf(unit),
                measuring.types(),
                measuring.imported(),
                Files.readAllLines(file),
                measuring.methods(),
                measuring.longLambdas(),
                measuring.madeUnis());
    }

    private static List<Path> filesUnder(Path folder) {
        if (!Files.isDirectory(folder)) {
            return List.of();
        }
        try (Stream<Path> files = Files.walk(folder)) {
            return files.filter(file -> file.toString().endsWith(".java"))
                    .map(file -> file.toAbsolutePath().normalize())
                    .sorted()
                    .toList();
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }
}
