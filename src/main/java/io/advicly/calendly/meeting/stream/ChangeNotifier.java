package io.advicly.calendly.meeting.stream;

import io.advicly.calendly.feed.write.FeedSignal;
import io.advicly.calendly.platform.log.RecurringLog;
import io.advicly.calendly.security.identity.Caller;
import io.smallrye.mutiny.Uni;
import io.vertx.core.Vertx;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.jboss.logging.Logger;

/// Says whose streams have something to say, after the commit: to those of this process at once, to
/// other replicas by a notice.
///
/// Not in the transaction itself: PostgreSQL lets those that notify commit one after the other. The
/// first notice goes at once, and what is rung within the next moment shares another. Nothing waits
/// for the disk: a notice that is not heard, as its replica or the database died, only delays, as
/// streams look for themselves now and then.
@ApplicationScoped
public class ChangeNotifier {

    static final String CHANNEL = "calendly_meeting";

    /// Before a key: a meeting of that user has changed.
    static final char MEETING = 'm';

    /// Before a key: that user's sync has come on.
    static final char SYNC = 's';

    /// Before the name of the replica that rings, whose streams know already.
    static final char FROM = 'r';

    private static final RecurringLog RECURRING =
            new RecurringLog(Logger.getLogger(ChangeNotifier.class));
    private static final String NOTIFY =
            "SELECT set_config('synchronous_commit', 'off', true), pg_notify('"
                    + CHANNEL
                    + "', unnest($1::text[]))";
    private static final long GATHER_MILLIS = 20;

    /// A payload may have 8000 bytes; a word with its comma has 18.
    private static final int WORDS = 400;

    private final Pool pool;
    private final Vertx vertx;
    private final MeetingStreams streams;
    private final FeedSignal feed;
    private final String name = FROM + UUID.randomUUID().toString();
    private final Set<String> waiting = new HashSet<>();
    private boolean underWay;

    ChangeNotifier(Pool pool, Vertx vertx, MeetingStreams streams, FeedSignal feed) {
        this.feed = feed;
        this.pool = pool;
        this.vertx = vertx;
        this.streams = streams;
    }

    /// Whether this process has rung.
    boolean isOurs(String payload) {
        return payload.startsWith(name);
    }

    /// Meetings of these users have changed; the feed has something to sequence too.
    public void changed(Collection<Caller> owners) {
        if (!owners.isEmpty()) {
            feed.committed();
        }
        ring(owners.stream().map(owner -> MEETING + FeedKey.of(owner)).toList());
    }

    /// The user's sync has come on.
    public void synced(Caller owner) {
        ring(List.of(SYNC + FeedKey.of(owner)));
    }

    private void ring(List<String> words) {
        List<String> now = List.of();
        words.forEach(word -> streams.wake(word.substring(1), word.charAt(0)));
        synchronized (waiting) {
            waiting.addAll(words);
            if (!underWay && !waiting.isEmpty()) {
                underWay = true;
                now = take();
            }
        }
        if (!now.isEmpty()) {
            send(now);
        }
    }

    private List<String> take() {
        List<String> all = List.copyOf(waiting);
        waiting.clear();
        return all;
    }

    private void send(List<String> words) {
        Uni<?> sent =
                pool.preparedQuery(NOTIFY)
                        .execute(Tuple.of(payloads(name, words).toArray(String[]::new)));
        sent.subscribe()
                .with(
                        done -> sent(),
                        failure -> {
                            RECURRING.warn(
                                    "ring", () -> "feed.bell_failed reason=%s".formatted(failure));
                            sent();
                        });
    }

    private void sent() {
        vertx.setTimer(GATHER_MILLIS, timer -> sendMore());
    }

    private void sendMore() {
        List<String> next;
        synchronized (waiting) {
            next = take();
            underWay = !next.isEmpty();
        }
        if (!next.isEmpty()) {
            send(next);
        }
    }

    static List<String> payloads(String name, List<String> words) {
        List<String> payloads = new ArrayList<>();
        for (int start = 0; start < words.size(); start += WORDS) {
            payloads.add(
                    name
                            + ","
                            + String.join(
                                    ",",
                                    words.subList(start, Math.min(words.size(), start + WORDS))));
        }
        return payloads;
    }
}
