package io.advicly.calendly.platform.log;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.ConnectException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.logging.Handler;
import java.util.logging.LogRecord;
import org.jboss.logging.Logger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class RecurringLogTest {

    private static final String CATEGORY = RecurringLogTest.class.getName();

    private final AtomicLong nanos = new AtomicLong();
    private final List<String> lines = new ArrayList<>();
    private final List<Throwable> thrown = new ArrayList<>();
    private final Handler handler = new Remembering();
    private final RecurringLog log = new RecurringLog(Logger.getLogger(CATEGORY), nanos::get);

    @BeforeEach
    void listen() {
        java.util.logging.Logger.getLogger(CATEGORY).addHandler(handler);
    }

    @AfterEach
    void stop() {
        java.util.logging.Logger.getLogger(CATEGORY).removeHandler(handler);
    }

    @Test
    void tellsTheFirstAtOnceAndTheOthersWithTheNextMinutes() {
        for (int time = 0; time < 10; time++) {
            log.warn("away", () -> "database.away");
        }
        assertThat(lines).containsExactly("database.away times=1");

        nanos.addAndGet(TimeUnit.MINUTES.toNanos(1));
        log.warn("away", () -> "database.away");

        assertThat(lines).containsExactly("database.away times=1", "database.away times=10");
    }

    @Test
    void aFaultOfOursKeepsItsStackOnceAMinute() {
        for (int time = 0; time < 10; time++) {
            log.error("ours", new IllegalStateException("ours"), () -> "inbox.not_committed");
        }

        assertThat(lines).containsExactly("inbox.not_committed times=1");
        assertThat(thrown).hasSize(1);
    }

    @Test
    void whatNeedsAPersonIsToldOnceAMinuteWithoutAStackToo() {
        for (int time = 0; time < 10; time++) {
            log.error("key", () -> "encryption.key_missing");
        }

        assertThat(lines).containsExactly("encryption.key_missing times=1");
        assertThat(thrown).isEmpty();
    }

    /// The log as a whole counts these, and takes their stacks away.
    @Test
    void othersThatAreAwayAreLeftToThoseWhoTellOfThem() {
        for (int time = 0; time < 2; time++) {
            log.error("away", new ConnectException("refused"), () -> "inbox.not_committed");
        }

        assertThat(lines).containsExactly("inbox.not_committed", "inbox.not_committed");
    }

    @Test
    void keepsKindsApart() {
        log.warn("one", () -> "one");
        log.warn("other", () -> "other");

        assertThat(lines).containsExactly("one times=1", "other times=1");
    }

    private final class Remembering extends Handler {

        @Override
        public void publish(LogRecord line) {
            if (line.getThrown() != null) {
                thrown.add(line.getThrown());
            }
            lines.add(
                    line instanceof org.jboss.logmanager.ExtLogRecord ours
                            ? ours.getFormattedMessage()
                            : line.getMessage());
        }

        @Override
        public void flush() {}

        @Override
        public void close() {}
    }
}
