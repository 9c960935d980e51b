package io.advicly.calendly.platform.log;

import java.util.function.LongSupplier;
import java.util.function.Supplier;
import org.jboss.logging.Logger;

/// Tells what keeps happening in one line per kind and minute: the first one at once, and with a
/// later one how many there were meanwhile. Whatever sets the pace, an outage or a stranger, it
/// does not set that of the log.
public final class RecurringLog {

    private final Logger log;
    private final Occurrences occurrences;

    public RecurringLog(Logger log) {
        this(log, System::nanoTime);
    }

    RecurringLog(Logger log, LongSupplier nanoTime) {
        this.log = log;
        this.occurrences = new Occurrences(nanoTime);
    }

    public void info(String kind, Supplier<String> text) {
        String times = occurrences.one(kind);
        if (times != null) {
            log.infof("%s %s", text.get(), times);
        }
    }

    public void warn(String kind, Supplier<String> text) {
        String times = occurrences.one(kind);
        if (times != null) {
            log.warnf("%s %s", text.get(), times);
        }
    }

    /// The same of what needs a person, where a stack would say no more.
    public void error(String kind, Supplier<String> text) {
        String times = occurrences.one(kind);
        if (times != null) {
            log.errorf("%s %s", text.get(), times);
        }
    }

    /// The same with the stack of one of them. Those that tell of others who are away are left to
    /// `CalmLog`, which takes their stacks away.
    public void error(String kind, Throwable failure, Supplier<String> text) {
        if (Away.causeOf(failure) != null) {
            log.error(text.get(), failure);
            return;
        }
        String times = occurrences.one(kind);
        if (times != null) {
            log.errorf(failure, "%s %s", text.get(), times);
        }
    }
}
