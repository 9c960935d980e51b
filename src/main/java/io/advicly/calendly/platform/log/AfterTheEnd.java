package io.advicly.calendly.platform.log;

import io.quarkus.arc.Arc;
import io.quarkus.arc.ArcContainer;
import jakarta.enterprise.context.ContextNotActiveException;
import jakarta.enterprise.inject.CreationException;
import java.util.stream.Stream;

/// Once the container has ended, the threads of the process go on for up to the patience of a stop:
/// a timer fires, an answer arrives, a notice is heard. Nothing is left to be done for any of them.
public final class AfterTheEnd {

    private static final int DEEPEST = 20;

    private AfterTheEnd() {}

    /// Whether there are no beans any more.
    public static boolean isNow() {
        ArcContainer container = Arc.container();
        return container == null || !container.isRunning();
    }

    /// Whether something has failed for want of a bean since.
    public static boolean isWhy(Throwable thrown) {
        return isNow()
                && Stream.iterate(thrown, it -> it != null, Throwable::getCause)
                        .limit(DEEPEST)
                        .anyMatch(AfterTheEnd::isOfTheContainer);
    }

    private static boolean isOfTheContainer(Throwable cause) {
        StackTraceElement[] frames = cause.getStackTrace();
        return cause instanceof CreationException
                || cause instanceof ContextNotActiveException
                || (frames.length > 0 && frames[0].getClassName().startsWith("io.quarkus.arc."));
    }
}
