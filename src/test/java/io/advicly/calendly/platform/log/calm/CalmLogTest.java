package io.advicly.calendly.platform.log.calm;

import static org.assertj.core.api.Assertions.assertThat;

import io.smallrye.mutiny.CompositeException;
import io.vertx.core.impl.NoStackTraceThrowable;
import io.vertx.pgclient.PgException;
import jakarta.enterprise.inject.CreationException;
import java.net.ConnectException;
import java.util.concurrent.CompletionException;
import org.jboss.logmanager.ExtLogRecord;
import org.jboss.logmanager.Level;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CalmLogTest {

    private final CalmLog log = new CalmLog();

    @BeforeEach
    void started() {
        CalmLog.started();
    }

    @Test
    void somebodyWhoIsAwayIsAWarningWithoutAStack() {
        ExtLogRecord line = line("worker.claim_failed", away());

        assertThat(log.isLoggable(line)).isTrue();

        assertThat(line.getLevel()).isEqualTo(Level.WARN);
        assertThat(line.getThrown()).isNull();
        assertThat(line.getFormattedMessage())
                .isEqualTo(
                        "worker.claim_failed away=ConnectException reason=Connection refused times=1");
    }

    @Test
    void whatAStopCutsOffIsNoError() {
        ExtLogRecord line =
                line(
                        "Error occurred while executing task",
                        new CompletionException(new NoStackTraceThrowable("Pool closed")));

        assertThat(log.isLoggable(line)).isTrue();

        assertThat(line.getLevel()).isEqualTo(Level.WARN);
        assertThat(line.getThrown()).isNull();
    }

    /// Whatever it meets: the stop has said what it could not wait for.
    @Test
    void whatIsCutAtTheEndIsNoError() {
        CalmLog.ended();
        ExtLogRecord line =
                line(
                        "request.failed",
                        new CompositeException(
                                new IllegalStateException("Calendly is away"),
                                new CreationException("no persistence unit")));

        assertThat(log.isLoggable(line)).isTrue();

        assertThat(line.getLevel()).isEqualTo(Level.WARN);
        assertThat(line.getThrown()).isNull();
        assertThat(line.getFormattedMessage())
                .isEqualTo(
                        "request.failed cut=CompositeException reason=Multiple exceptions caught:"
                                + " times=1");
    }

    /// Here is no container either.
    @Test
    void whatFindsNoBeansAtTheEndIsNotTold() {
        IllegalStateException noContainer = new IllegalStateException("ArC is not initialized");
        noContainer.setStackTrace(
                new StackTraceElement[] {
                    new StackTraceElement("io.quarkus.arc.Arc", "requireContainer", "Arc.java", 1)
                });

        assertThat(log.isLoggable(line("Uncaught", new CreationException("no pool")))).isFalse();
        assertThat(log.isLoggable(line("Uncaught", new CompletionException(noContainer))))
                .isFalse();
        assertThat(log.isLoggable(line("Uncaught", new IllegalStateException("ours")))).isTrue();
    }

    @Test
    void isToldOncePerKindAndMinute() {
        assertThat(log.isLoggable(line("worker.claim_failed", away()))).isTrue();
        assertThat(log.isLoggable(line("worker.claim_failed", away()))).isFalse();
    }

    /// Hibernate logs what its caller is told as well, once for each of those who had begun.
    @ParameterizedTest
    @CsvSource({
        "org.hibernate.reactive.pool.impl.SqlClientConnection, Failed to commit transaction: lost",
        "org.hibernate.orm.jdbc.error, ERROR: cannot execute UPDATE in a read-only transaction"
    })
    void aTransactionThatFailedIsNoErrorAndToldOnce(String logger, String text) {
        ExtLogRecord first = lineOf(logger, text);

        assertThat(log.isLoggable(first)).isTrue();
        assertThat(log.isLoggable(lineOf(logger, text))).isFalse();

        assertThat(first.getLevel()).isEqualTo(Level.WARN);
        assertThat(first.getFormattedMessage()).isEqualTo(text + " times=1");
    }

    @Test
    void aLineOfSomebodyElseStaysAsItIs() {
        ExtLogRecord line = lineOf("some.logger", "something is wrong");

        assertThat(log.isLoggable(line)).isTrue();
        assertThat(log.isLoggable(line)).isTrue();

        assertThat(line.getLevel()).isEqualTo(Level.ERROR);
    }

    /// A stranger sends as many as they like.
    @Test
    void whatAFrameworkSaysOfARequestIsToldOnceWithItsStack() {
        ExtLogRecord first = ofARequest(new IllegalArgumentException("one"));

        assertThat(log.isLoggable(first)).isTrue();
        assertThat(log.isLoggable(ofARequest(new IllegalArgumentException("two")))).isFalse();

        assertThat(first.getLevel()).isEqualTo(Level.ERROR);
        assertThat(first.getThrown()).isNotNull();
        assertThat(first.getFormattedMessage()).isEqualTo("Uncaught exception times=1");
    }

    @Test
    void ofAnotherKindItIsToldAsWell() {
        assertThat(log.isLoggable(ofARequest(new IllegalArgumentException("one")))).isTrue();
        assertThat(log.isLoggable(ofARequest(new IllegalStateException("another")))).isTrue();
    }

    private static ExtLogRecord ofARequest(RuntimeException thrown) {
        thrown.setStackTrace(
                new StackTraceElement[] {
                    new StackTraceElement("io.vertx.core.Arguments", "require", "Arguments.java", 1)
                });
        ExtLogRecord line =
                lineOf("io.quarkus.vertx.core.runtime.VertxCoreRecorder", "Uncaught exception");
        line.setThrown(thrown);
        return line;
    }

    /// Without a failure, and with what somebody has sent.
    @Test
    void whatAFrameworkSaysOfAHeaderIsToldOnce() {
        assertThat(log.isLoggable(ofAHeader("80"))).isTrue();
        assertThat(log.isLoggable(ofAHeader("81"))).isFalse();
    }

    private static ExtLogRecord ofAHeader(String port) {
        ExtLogRecord line =
                new ExtLogRecord(
                        Level.ERROR,
                        "Failed to parse a port, using %s",
                        ExtLogRecord.FormatStyle.PRINTF,
                        CalmLogTest.class.getName());
        line.setLoggerName("io.quarkus.vertx.http.runtime.ForwardedParser");
        line.setParameters(new Object[] {port});
        return line;
    }

    private static ExtLogRecord lineOf(String logger, String text) {
        ExtLogRecord line = new ExtLogRecord(Level.ERROR, text, CalmLogTest.class.getName());
        line.setLoggerName(logger);
        return line;
    }

    @Test
    void whatThePoolHasToldBeforeIsNotToldAgain() {
        IllegalStateException late = new IllegalStateException("Result is already complete");
        assertThat(log.isLoggable(line("Uncaught exception", late))).isTrue();
        late.setStackTrace(
                new StackTraceElement[] {
                    new StackTraceElement("io.vertx.core.Promise", "fail", "Promise.java", 90),
                    new StackTraceElement(
                            "io.vertx.sqlclient.impl.pool.SqlConnectionPool",
                            "lambda$execute$3",
                            "SqlConnectionPool.java",
                            216)
                });

        assertThat(log.isLoggable(line("Uncaught exception", late))).isFalse();
    }

    @Test
    void aFaultOfOursKeepsItsStack() {
        ExtLogRecord line = line("request.failed", new IllegalStateException("ours"));

        assertThat(log.isLoggable(line)).isTrue();

        assertThat(line.getThrown()).isNotNull();
        assertThat(line.getLevel()).isEqualTo(Level.ERROR);
    }

    @ParameterizedTest
    @CsvSource({
        "28P01, the database refuses quarkus.datasource.username and quarkus.datasource.password",
        "3D000, the database that quarkus.datasource.reactive.url names does not exist",
        "57P03, the database cannot be reached"
    })
    void whyTheStartFailedIsToldInALine(String state, String why) {
        assertThat(StartTrouble.of(new CompletionException(postgres(state)))).startsWith(why);
    }

    @Test
    void aMissingTableTellsOfTheMigration() {
        assertThat(
                        StartTrouble.of(
                                new RuntimeException(
                                        "Failed to start quarkus",
                                        new IllegalStateException(
                                                "Schema validation: missing table [audit_events]"))))
                .isEqualTo(
                        "the database's schema is not the one that this version needs"
                                + " (missing table [audit_events]): run its migration first");
    }

    @Test
    void otherFailuresOfTheStartAreNotExplainedAway() {
        assertThat(StartTrouble.of(new IllegalStateException("ours"))).isNull();
    }

    private static Throwable away() {
        return new CompletionException(new ConnectException("Connection refused"));
    }

    private static PgException postgres(String state) {
        return new PgException("said by PostgreSQL", "FATAL", state, "");
    }

    private static ExtLogRecord line(String text, Throwable thrown) {
        ExtLogRecord line = new ExtLogRecord(Level.ERROR, text, CalmLogTest.class.getName());
        line.setLoggerName("some.logger");
        line.setThrown(thrown);
        return line;
    }
}
