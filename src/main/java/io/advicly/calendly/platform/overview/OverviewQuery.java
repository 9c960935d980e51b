package io.advicly.calendly.platform.overview;

import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/// Puts an [Overview] together.
@ApplicationScoped
class OverviewQuery {

    /// At most so many are counted: a person need not know more.
    private static final int COUNTED = 10_000;

    private static final String INBOX =
            """
            SELECT (SELECT count(*) FROM (
                      SELECT FROM calendly_webhook_deliveries WHERE state = 'pending' LIMIT %1$d) AS counted) AS waiting,
                   (SELECT count(*) FROM (
                      SELECT FROM calendly_webhook_deliveries
                      WHERE state = 'dead' AND state <> 'pending' LIMIT %1$d) AS counted) AS dead,
                   (SELECT coalesce(extract(epoch FROM now() - min(received_at)), 0)::bigint FROM (
                      SELECT received_at FROM calendly_webhook_deliveries
                      WHERE state = 'pending' ORDER BY greatest(turn, due_at) LIMIT %1$d) AS queue) AS age,
                   (SELECT count(*) FROM replicas WHERE missed_since IS NULL) AS replicas\
            """
                    .formatted(COUNTED);

    private static final String SUBSCRIPTIONS =
            "SELECT lower(state) AS name, count(*) AS number FROM calendly_webhook_subscriptions"
                    + " WHERE state <> 'DELETED' GROUP BY state";

    private static final String CONNECTIONS =
            "SELECT lower(status) AS name, count(*) AS number FROM calendar_connections GROUP BY status";

    private final Pool pool;
    private final MinuteTable minutes;
    private final OverviewSettings settings;
    private final String version;

    OverviewQuery(
            Pool pool,
            MinuteTable minutes,
            OverviewSettings settings,
            @ConfigProperty(name = "quarkus.application.version") String version) {
        this.pool = pool;
        this.minutes = minutes;
        this.settings = settings;
        this.version = version;
    }

    Uni<Overview> read(int wanted) {
        int spacing = Series.spacing(wanted);
        return now().chain(now ->
                minutes.read(spacing == 1 ? 1 : 10, spacing, wanted)
                        .map(told -> overview(wanted, spacing, now, told)));
    }

    private Overview overview(
            int wanted, int spacing, Overview.Now now, List<MinuteTable.Told> told) {
        return new Overview(wanted, spacing, settings.every().toSeconds(), now, Series.of(told));
    }

    private Uni<Overview.Now> now() {
        return counts(SUBSCRIPTIONS)
                .chain(subscriptions ->
                        counts(CONNECTIONS).chain(connections -> now(subscriptions, connections)));
    }

    private Uni<Overview.Now> now(Map<String, Long> subscriptions, Map<String, Long> connections) {
        return pool.query(INBOX)
                .execute()
                .map(rows -> now(rows.iterator().next(), subscriptions, connections));
    }

    private Overview.Now now(
            Row row, Map<String, Long> subscriptions, Map<String, Long> connections) {
        long dead = row.getLong("dead");
        long age = row.getLong("age");
        List<Overview.Attention> attention = Attentions.of(dead, age, subscriptions, connections);
        long waiting = row.getLong("waiting");
        return new Overview.Now(
                Headline.of(attention, waiting, connections.getOrDefault("active", 0L)),
                waiting,
                age,
                dead,
                subscriptions,
                connections,
                row.getLong("replicas"),
                version,
                attention);
    }

    private Uni<Map<String, Long>> counts(String sql) {
        return pool.query(sql)
                .execute()
                .map(rows -> {
                    Map<String, Long> counts = new TreeMap<>();
                    rows.forEach(row -> counts.put(row.getString("name"), row.getLong("number")));
                    return counts;
                });
    }
}
