package io.advicly.calendly.platform.overview;

import io.advicly.calendly.platform.claims.Replica;
import io.advicly.calendly.platform.work.Watchdog;
import io.quarkus.scheduler.Scheduled;
import io.quarkus.scheduler.Scheduled.ConcurrentExecution;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;

/// Writes down, once a minute, what has happened in this process. What could not be written is not
/// kept: the meters that are scraped have it too.
@ApplicationScoped
class MinuteKeeping {

    private final MeterReading reading;
    private final MinuteTable table;
    private final Replica replica;
    private final Watchdog watchdog;

    MinuteKeeping(MeterReading reading, MinuteTable table, Replica replica, Watchdog watchdog) {
        this.reading = reading;
        this.table = table;
        this.replica = replica;
        this.watchdog = watchdog;
    }

    @Scheduled(
            identity = "overview",
            every = "${calendly.overview.every:60s}",
            concurrentExecution = ConcurrentExecution.SKIP)
    Uni<Void> keep() {
        return watchdog.housekeeping(
                "overview",
                () -> table.add(replica.number(), reading.take()).chain(table::forgetOld));
    }
}
