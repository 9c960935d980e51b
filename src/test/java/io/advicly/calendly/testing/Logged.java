package io.advicly.calendly.testing;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.logging.Handler;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import java.util.regex.Pattern;
import org.jboss.logmanager.ExtLogRecord;

/// The lines of the log that have something in them, for as long as this is open.
public final class Logged extends Handler implements AutoCloseable {

    /// What Mutiny and Hibernate Reactive say of failures that nobody was left to be told.
    public static final String DROPPED = "had to drop|HR0000";

    private static final Logger ROOT = Logger.getLogger("");

    private final Pattern words;
    private final List<String> lines = new CopyOnWriteArrayList<>();

    public Logged(String words) {
        this.words = Pattern.compile(words);
        ROOT.addHandler(this);
    }

    public List<String> lines() {
        return List.copyOf(lines);
    }

    @Override
    public void publish(LogRecord line) {
        String text =
                line instanceof ExtLogRecord ours ? ours.getFormattedMessage() : line.getMessage();
        if (words.matcher(String.valueOf(text)).find()) {
            lines.add(text + " " + line.getThrown());
        }
    }

    @Override
    public void flush() {
        // Nothing is held back.
    }

    @Override
    public void close() {
        ROOT.removeHandler(this);
    }
}
