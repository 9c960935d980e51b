package io.advicly.calendly.platform.journal;

import io.advicly.calendly.platform.log.RecurringLog;
import io.advicly.calendly.platform.work.CallersContext;
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
    public Uni<Void> note(Entry entry) {
        LOG.info(entry.line());
        meters.counter(METER, "action", entry.action()).increment();
        return CallersContext.keep(rows.add(row(entry)))
                .onFailure()
                .recoverWithItem(failure -> {
                    RECURRING.error(
                            entry.action(),
                            failure,
                            () -> "journal.not_written action=%s".formatted(entry.action()));
                    return null;
                });
    }

    private AuditRow row(Entry entry) {
        Map<String, Object> details = new HashMap<>();
        entry.facts().forEach((fact, value) -> details.put(fact, String.valueOf(value)));
        AuditRow row = new AuditRow();
        row.at = clock.instant();
        row.tenantId = entry.tenantId();
        row.userId = entry.userId();
        row.action = entry.action();
        row.connectionId = entry.connectionId();
        if (entry.actor() != null) {
            row.actorTenantId = entry.actor().tenantId();
            row.actorUserId = entry.actor().userId();
        }
        Origin origin = origins.current();
        row.clientAddress = origin.clientAddress();
        row.userAgent = origin.userAgent();
        row.details = new JsonObject(details).encode();
        return row;
    }
}
