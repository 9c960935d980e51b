package io.advicly.calendly.platform.log.calm;

import io.advicly.calendly.platform.log.AfterTheEnd;
import io.advicly.calendly.platform.log.Away;
import io.advicly.calendly.platform.log.Occurrences;
import io.advicly.calendly.platform.notice.Notices;
import io.quarkus.logging.LoggingFilter;
import java.util.Set;
import java.util.logging.Filter;
import java.util.logging.LogRecord;
import java.util.stream.Stream;
import org.jboss.logmanager.ExtLogRecord;
import org.jboss.logmanager.Level;
import org.jspecify.annotations.Nullable;

/// What the log says of others that are away, whoever says it: a line per kind and minute with a
/// count, as a warning and without a stack, for there is nothing in our code to look for. The same
/// for what a stop cuts once it waits for nothing any more, and, with the stack of the first one,
/// for what a framework says of a request, as often as somebody sends one. And why the service has
/// not started, in one line, where that is for an operator to mend. What a line of ours tells by
/// name becomes its fields ([LogFields]).
@LoggingFilter(name = "calm")
public final class CalmLog implements Filter {

    private static final String STARTER = "io.quarkus.runtime.Application";
    private static final String NOT_STARTED = "Failed to start application";

    /// Say again and again that the identity provider, or the database, is away.
    private static final Set<String> REPEATS =
            Set.of("io.quarkus.oidc.runtime.OidcRecorder", Notices.class.getName());

    /// Tell of a failed statement or transaction, without the failure itself: whoever asked for it
    /// gets that, and tells it too where it needs a person.
    private static final Set<String> TOLD_BY_OTHERS =
            Set.of(
                    "org.hibernate.reactive.pool.impl.SqlClientConnection",
                    "org.hibernate.orm.jdbc.error");

    /// Whose warnings and errors may come with each request, or each connection.
    private static final Set<String> OF_REQUESTS =
            Set.of(
                    "io.quarkus.vertx.",
                    "io.vertx.",
                    "io.netty.",
                    "io.quarkus.oidc.",
                    "org.jboss.resteasy.");

    private static final String ALREADY_COMPLETE = "Result is already complete";
    private static final String POOL = "io.vertx.sqlclient.impl.pool.";

    private static final int LONGEST = 200;

    private static volatile boolean started;

    /// What is at work still finds one thing after the other closed, and nobody waits for it.
    private static volatile boolean ended;

    private final Occurrences occurrences = new Occurrences(System::nanoTime);

    /// What was told of the database before the start failed: the failure itself may not know.
    private volatile @Nullable String trouble;

    public static void started() {
        started = true;
        ended = false;
    }

    /// The stop has waited for all that must not be cut.
    public static void ended() {
        ended = true;
    }

    @Override
    public boolean isLoggable(LogRecord record) {
        if (!(record instanceof ExtLogRecord line)) {
            return true;
        }
        boolean loggable = isLoggable(line);
        if (loggable) {
            LogFields.put(line);
        }
        return loggable;
    }

    private boolean isLoggable(ExtLogRecord line) {
        Throwable thrown = line.getThrown();
        if (thrown == null) {
            return isLoggableAlone(line);
        }
        if (isToldTwice(thrown) || (started && AfterTheEnd.isWhy(thrown))) {
            return false;
        }
        if (!started) {
            return isLoggableAtStart(line, thrown);
        }
        Throwable cause = ended ? thrown : Away.causeOf(thrown);
        if (cause != null) {
            return tell(line, cause);
        }
        return !isOfARequest(line) || tellWithStack(line, thrown);
    }

    private static boolean isOfARequest(ExtLogRecord line) {
        String logger = String.valueOf(line.getLoggerName());
        return started
                && line.getLevel().intValue() >= Level.WARN.intValue()
                && OF_REQUESTS.stream().anyMatch(logger::startsWith);
    }

    private boolean isLoggableAlone(ExtLogRecord line) {
        boolean toldByOthers = TOLD_BY_OTHERS.contains(line.getLoggerName());
        if (toldByOthers && line.getLevel().intValue() > Level.WARN.intValue()) {
            line.setLevel(Level.WARN);
        }
        return !(toldByOthers || REPEATS.contains(line.getLoggerName()) || isOfARequest(line))
                || tell(line);
    }

    /// The pool's timer for a connection that could not be made: whoever waited was told so before.
    private static boolean isToldTwice(Throwable thrown) {
        return thrown instanceof IllegalStateException
                && ALREADY_COMPLETE.equals(thrown.getMessage())
                && Stream.of(thrown.getStackTrace())
                        .anyMatch(frame -> frame.getClassName().startsWith(POOL));
    }

    private boolean isLoggableAtStart(ExtLogRecord line, Throwable thrown) {
        String why = StartTrouble.of(thrown);
        if (STARTER.equals(line.getLoggerName()) && isAboutTheStart(line)) {
            String known = why == null ? trouble : why;
            if (known != null) {
                plain(line, "start.failed " + known);
            }
            return true;
        }
        if (why != null) {
            trouble = why;
        }
        return why == null;
    }

    private static boolean isAboutTheStart(ExtLogRecord line) {
        return String.valueOf(line.getMessage()).startsWith(NOT_STARTED);
    }

    private boolean tell(ExtLogRecord line, Throwable cause) {
        String name = cause.getClass().getSimpleName();
        String times = occurrences.one(line.getLoggerName() + " " + name);
        if (times != null) {
            line.setLevel(Level.WARN);
            plain(
                    line,
                    "%s %s=%s reason=%s %s"
                            .formatted(
                                    shortened(line.getFormattedMessage()),
                                    ended ? "cut" : "away",
                                    name,
                                    shortened(String.valueOf(cause.getMessage())),
                                    times));
        }
        return times != null;
    }

    /// Where in the code it came to that is the kind.
    private boolean tellWithStack(ExtLogRecord line, Throwable thrown) {
        StackTraceElement[] frames = thrown.getStackTrace();
        String times =
                occurrences.one(
                        "%s %s %s"
                                .formatted(
                                        line.getLoggerName(),
                                        thrown.getClass().getName(),
                                        frames.length == 0 ? "" : frames[0]));
        if (times != null) {
            String text = shortened(line.getFormattedMessage());
            line.setParameters(null);
            line.setMessage(text + " " + times, ExtLogRecord.FormatStyle.NO_FORMAT);
        }
        return times != null;
    }

    /// What comes with each request or try, and has no failure with it. What it tells of that one
    /// makes no kind of its own.
    private boolean tell(ExtLogRecord line) {
        String text = shortened(line.getFormattedMessage());
        String times =
                occurrences.one(
                        line.getLoggerName()
                                + " "
                                + (isOfARequest(line) ? line.getMessage() : text));
        if (times != null) {
            plain(line, text + " " + times);
        }
        return times != null;
    }

    private static void plain(ExtLogRecord line, String text) {
        line.setThrown(null);
        line.setParameters(null);
        line.setMessage(text, ExtLogRecord.FormatStyle.NO_FORMAT);
    }

    /// The first line of it.
    private static String shortened(String text) {
        String first = text.lines().findFirst().orElse("").strip();
        return first.length() <= LONGEST ? first : first.substring(0, LONGEST) + "…";
    }
}
