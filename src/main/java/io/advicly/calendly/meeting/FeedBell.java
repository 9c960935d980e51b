package io.advicly.calendly.meeting;

import io.advicly.calendly.security.Caller;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jboss.logging.Logger;

/// Tells all replicas whose streams have something to say, after the commit.
///
/// Not in the transaction itself: PostgreSQL lets those that notify commit one after the other.
/// What is rung while a notification is on its way goes with the next one. A bell that is not
/// heard, as its replica died, only delays: streams look for themselves now and then.
@ApplicationScoped
public class FeedBell {

    static final String CHANNEL = "calendly_meeting";

    /// Before a key: a meeting of that user has changed.
    static final char MEETING = 'm';

    /// Before a key: that user's sync has come on.
    static final char SYNC = 's';

    private static final Logger LOG = Logger.getLogger(FeedBell.class);
    private static final String NOTIFY = "SELECT pg_notify('" + CHANNEL + "', unnest($1::text[]))";

    /// A payload may have 8000 bytes; a word with its comma has 18.
    private static final int WORDS = 400;

    private final Pool pool;
    private final Set<String> waiting = new HashSet<>();
    private boolean underWay;

    FeedBell(Pool pool) {
        this.pool = pool;
    }

    /// Meetings of these users have changed.
    void changed(Collection<Caller> owners) {
        ring(owners.stream().map(owner -> MEETING + FeedKey.of(owner)).toList());
    }

    /// The user's sync has come on.
    public void synced(Caller owner) {
        ring(List.of(SYNC + FeedKey.of(owner)));
    }

    private void ring(List<String> words) {
        List<String> now = List.of();
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
                        .execute(Tuple.of(payloads(words).toArray(String[]::new)));
        sent.subscribe()
                .with(
                        done -> sent(),
                        failure -> {
                            LOG.warnf("feed.bell_failed reason=%s", failure);
                            sent();
                        });
    }

    private void sent() {
        List<String> next;
        synchronized (waiting) {
            next = take();
            underWay = !next.isEmpty();
        }
        if (!next.isEmpty()) {
            send(next);
        }
    }

    static List<String> payloads(List<String> words) {
        List<String> payloads = new ArrayList<>();
        for (int start = 0; start < words.size(); start += WORDS) {
            payloads.add(
                    String.join(",", words.subList(start, Math.min(words.size(), start + WORDS))));
        }
        return payloads;
    }
}
