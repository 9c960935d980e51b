package io.advicly.calendly.testing;

import java.util.List;
import java.util.Optional;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/// Judges what Vert.x says of an event loop that has been blocked. Pure.
///
/// Where it stood tells more than for how long, as a machine may be busy, or stand still: a loop
/// that waits in code of ours was told to wait. One that computes in code of ours for a second may
/// only have had no processor; for ten it cannot. What is not ours, classes being loaded, and lines
/// being logged, are nobody's fault here.
record BlockedLoop(String thread, long millis, List<String> frames) {

    /// What tests block on purpose, to see that it is noticed.
    static final String ON_PURPOSE = ".PlantedBlock.";

    private static final long COMPUTED_TOO_LONG = 10_000;

    private static final Pattern SAID =
            Pattern.compile("Thread (\\S*eventloop\\S*) has been blocked for (\\d+) ms");

    /// In a log of text, and in one of JSON.
    private static final Pattern FRAME =
            Pattern.compile(
                    "at (?:[\\w.@$-]*/)*([\\w.$]+)\\.([\\w$<>]+)\\("
                            + "|\"class\":\"([^\"]*)\",\"method\":\"([^\"]*)\"");

    private static final String OURS = "io.advicly.calendly.";

    private static final Pattern NOBODYS =
            Pattern.compile(
                    "java\\.lang\\.ClassLoader\\..*|java\\.lang\\.Class\\.forName.*"
                            + "|jdk\\.internal\\.loader\\..*|java\\.lang\\.invoke\\.MethodHandleNatives\\..*"
                            + "|io\\.quarkus\\.bootstrap\\..*|.*\\.<clinit>"
                            + "|org\\.jboss\\.logmanager\\..*|java\\.util\\.logging\\..*");

    private static final Pattern WAITING =
            Pattern.compile(
                    ".*\\.Unsafe\\.park|java\\.lang\\.Object\\.wait0?|java\\.lang\\.Thread\\.sleep.*"
                            + "|sun\\.nio\\.ch\\.Net\\.poll");

    /// @param lines what was logged: the line that says it, and its stack trace
    static Optional<BlockedLoop> read(String lines) {
        Matcher said = SAID.matcher(lines);
        return said.find()
                ? Optional.of(
                        new BlockedLoop(
                                said.group(1),
                                Long.parseLong(said.group(2)),
                                FRAME.matcher(lines).results().map(BlockedLoop::frame).toList()))
                : Optional.empty();
    }

    static Optional<BlockedLoop> of(String message, StackTraceElement... trace) {
        return read(message)
                .map(said ->
                        new BlockedLoop(
                                said.thread,
                                said.millis,
                                Stream.of(trace)
                                        .map(frame ->
                                                frame.getClassName() + "." + frame.getMethodName())
                                        .toList()));
    }

    /// Whether code of ours has done it.
    boolean isOurs() {
        List<String> above = frames.stream().takeWhile(frame -> !frame.startsWith(OURS)).toList();
        return above.size() < frames.size()
                && frames.stream().noneMatch(frame -> NOBODYS.matcher(frame).matches())
                && (millis >= COMPUTED_TOO_LONG
                        || above.stream().anyMatch(frame -> WAITING.matcher(frame).matches()));
    }

    boolean isOnPurpose() {
        return frames.stream().anyMatch(frame -> frame.contains(ON_PURPOSE));
    }

    private static String frame(MatchResult found) {
        return found.group(1) == null
                ? found.group(3) + "." + found.group(4)
                : found.group(1) + "." + found.group(2);
    }
}
