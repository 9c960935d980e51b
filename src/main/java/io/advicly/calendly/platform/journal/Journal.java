package io.advicly.calendly.platform.journal;

import io.advicly.calendly.platform.chain.CallersContext;
import io.advicly.calendly.platform.log.RecurringLog;
import io.micrometer.core.instrument.MeterRegistry;
import io.smallrye.mutiny.Uni;
import io.vertx.core.json.JsonObject;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.util.HashMap;
import java.util.Map;
import org.jboss.logging.Logger;

/// Remembers outcomes three ways: one canonical log line, one counter, one audit row.
@ApplicationScoped
public class Journal {

    /// Counts entries by `action`.
    public static final String METER = "calendly.journal.entries";

    private static final Logger LOG = Logger.getLogger(Journal.class);
    private static final RecurringLog RECURRING = new RecurringLog(LOG);

    private final AuditRepository rows;
    private final MeterRegistry meters;
    private final Origins origins;
    private final Clock clock;

    Journal(AuditRepository rows, MeterRegistry meters, Origins origins, Clock clock) {
        this.rows = rows;
        this.meters = meters;
        this.origins = origins;
        this.clock = clock;
    }

    /// Never fails: what has happened has happened, whether or not its row could be written.
    public Uni<Void> note(JournalEntry journalEntry) {
        LOG.info(journalEntry.line());
        meters.counter(METER, "action", journalEntry.action()).increment();
        return CallersContext.keep(rows.add(row(journalEntry)))
                .onFailure()
                .recoverWithItem(failure -> reportNotWritten(failure, journalEntry));
    }

    private static Void reportNotWritten(Throwable failure, JournalEntry journalEntry) {
        RECURRING.error(
                journalEntry.action(),
                failure,
                () -> "journal.not_written action=%s".formatted(journalEntry.action()));
        return null;
    }

    private AuditRow row(JournalEntry journalEntry) {
        Map<String, Object> details = new HashMap<>();
        journalEntry.facts().forEach((fact, value) -> details.put(fact, String.valueOf(value)));
        AuditRow row = new AuditRow();
        row.at = clock.instant();
        row.tenantId = journalEntry.tenantId();
        row.userId = journalEntry.userId();
        row.action = journalEntry.action();
        row.connectionId = journalEntry.connectionId();
        if (journalEntry.actor() != null) {
            row.actorTenantId = journalEntry.actor().tenantId();
            row.actorUserId = journalEntry.actor().userId();
        }
        Origin origin = origins.current();
        row.clientAddress = origin.clientAddress();
        row.userAgent = origin.userAgent();
        row.details = new JsonObject(details).encode();
        return row;
    }
}
