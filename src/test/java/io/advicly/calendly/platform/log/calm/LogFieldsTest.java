package io.advicly.calendly.platform.log.calm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.entry;

import java.util.logging.Level;
import org.jboss.logmanager.ExtLogRecord;
import org.jboss.logmanager.ExtLogRecord.FormatStyle;
import org.junit.jupiter.api.Test;

class LogFieldsTest {

    @Test
    void ofAFormatAreItsParametersWhateverTheyHold() {
        ExtLogRecord line =
                line("token.refreshed connection=%s version=%d kept=%s", "c1 kept=never", 3, true);

        assertThat(LogFields.of(line))
                .containsExactly(
                        entry("event", "token.refreshed"),
                        entry("connection", "c1 kept=never"),
                        entry("version", "3"),
                        entry("kept", "true"));
    }

    /// As recurring lines are.
    @Test
    void ofATextWithinAFormatAreThoseOfTheText() {
        ExtLogRecord line =
                line("%s %s", "webhook.rejected reason=mismatch subscription=s1", "times=4");

        assertThat(LogFields.of(line))
                .containsExactly(
                        entry("event", "webhook.rejected"),
                        entry("reason", "mismatch"),
                        entry("subscription", "s1"),
                        entry("times", "4"));
    }

    @Test
    void ofATextCountsWhatIsToldFirst() {
        ExtLogRecord line =
                text("connection.connected connection=c1 account=a failure=no way, connection=c2");

        assertThat(LogFields.of(line))
                .containsExactly(
                        entry("event", "connection.connected"),
                        entry("connection", "c1"),
                        entry("account", "a"),
                        entry("failure", "no way,"));
    }

    @Test
    void aLineWithoutAnyHasNone() {
        assertThat(LogFields.of(text("Installed features: [agroal, cdi]"))).isEmpty();
        assertThat(LogFields.of(text(""))).isEmpty();
        assertThat(LogFields.of(line("100%% of %s%n", "it"))).isEmpty();
    }

    @Test
    void othersLinesAreLeftAsTheyAre() {
        ExtLogRecord ours = text("journal.written connection=c1");
        ExtLogRecord theirs = text("journal.written connection=c1");
        theirs.setLoggerName("io.quarkus.arc");

        LogFields.put(ours);
        LogFields.put(theirs);

        assertThat(ours.getMdc("connection")).isEqualTo("c1");
        assertThat(theirs.getMdc("connection")).isNull();
    }

    private static ExtLogRecord line(String format, Object... parameters) {
        ExtLogRecord line =
                new ExtLogRecord(
                        Level.INFO, format, FormatStyle.PRINTF, LogFieldsTest.class.getName());
        line.setLoggerName("io.advicly.calendly.platform.journal.Journal");
        line.setParameters(parameters);
        return line;
    }

    private static ExtLogRecord text(String message) {
        ExtLogRecord line =
                new ExtLogRecord(
                        Level.INFO, message, FormatStyle.NO_FORMAT, LogFieldsTest.class.getName());
        line.setLoggerName("io.advicly.calendly.platform.journal.Journal");
        return line;
    }
}
