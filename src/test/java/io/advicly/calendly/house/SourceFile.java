package io.advicly.calendly.house;

import java.util.List;
import java.util.Set;

/// What is measured of one file.
///
/// @param tree `main`, `sandbox` or `test`
/// @param room its package
/// @param types the simple names of its top-level types
/// @param imported the rooms of this project that it imports from
/// @param longLambdas the lines of lambdas whose body is longer than three lines
record SourceFile(
        Tree tree,
        String path,
        String room,
        List<String> types,
        Set<String> imported,
        List<String> lines,
        List<Method> methods,
        List<Integer> longLambdas,
        int madeUnis) {

    /// Which of the source trees.
    enum Tree {
        MAIN,
        SANDBOX,
        TEST;

        String folder() {
            return name().toLowerCase(java.util.Locale.ROOT);
        }
    }

    /// @param line its first one
    record Method(String name, boolean isStatic, int line, int length) {}

    /// Such as `main:io.advicly.calendly.webhook`.
    String roomOfTree() {
        return tree.folder() + ":" + room;
    }
}
