package io.advicly.calendly.destination.work;

import io.advicly.calendly.destination.send.DestinationSender;
import io.advicly.calendly.feed.read.FeedReader;
import io.advicly.calendly.platform.work.IsolatedContexts;
import io.advicly.calendly.platform.work.Watchdog;
import io.vertx.core.Vertx;
import jakarta.inject.Singleton;
import java.time.Clock;

/// What every [DestinationRun] works with.
@Singleton
class Tools {

    final FeedReader reader;
    final FeedWindow window;
    final DispatchTable table;
    final DestinationSender sender;
    final DestinationJournal journal;
    final IsolatedContexts contexts;
    final Watchdog watchdog;
    final Clock clock;
    private final Vertx vertx;

    Tools(
            FeedReader reader,
            FeedWindow window,
            DispatchTable table,
            DestinationSender sender,
            DestinationJournal journal,
            IsolatedContexts contexts,
            Watchdog watchdog,
            Clock clock,
            Vertx vertx) {
        this.reader = reader;
        this.window = window;
        this.table = table;
        this.sender = sender;
        this.journal = journal;
        this.contexts = contexts;
        this.watchdog = watchdog;
        this.clock = clock;
        this.vertx = vertx;
    }

    void after(long millis, Runnable what) {
        vertx.setTimer(millis, timer -> what.run());
    }
}
