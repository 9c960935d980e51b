package io.advicly.calendly;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/// Every key of this service's own, and what its number, its duration or its size may be. Written
/// down, as an executable cannot read them from the settings' interfaces; a test compares.
final class OurKeys {

    static final String PREFIX = "calendly.";
    static final String VARIABLE_PREFIX = "CALENDLY_";

    static final String ALL =
            """
            calendly.api-url
            calendly.auth-url
            calendly.bodies.memory 64K..16G
            calendly.bodies.patience 100ms..5m
            calendly.bodies.per-sender 1K..16G
            calendly.client-id
            calendly.client-secret
            calendly.connect.attempts 1..100000
            calendly.connect.window 1s..24h
            calendly.console.enabled
            calendly.console.secret
            calendly.database.connection-limit 100ms..1m
            calendly.database.request-limit 100ms..1m
            calendly.database.statement-limit 100ms..5m
            calendly.destinations.allow-private
            calendly.encryption.active-key
            calendly.encryption.keys.*
            calendly.encryption.rotate-every 1s..24h
            calendly.events.keep 1d..3650d
            calendly.http.back-off 1ms..1m
            calendly.http.breaker.calls 1..
            calendly.http.breaker.failure-ratio
            calendly.http.breaker.open-for 100ms..10m
            calendly.http.call-timeout 100ms..10m
            calendly.http.max-answer 64K..1G
            calendly.http.max-answers 64K..16G
            calendly.http.max-back-off 1ms..1m
            calendly.http.max-rate-limit-wait 0s..1m
            calendly.http.retries 0..5
            calendly.identity.admin-role
            calendly.identity.backend-role
            calendly.identity.tenant-claim
            calendly.identity.viewer-role
            calendly.meetings.link-lookup-delay 1s..1h
            calendly.outbox.enabled
            calendly.outbox.keep 0s..3650d
            calendly.overview.every 1s..1m
            calendly.public-url
            calendly.refresh.at-percent 20..90
            calendly.refresh.batch 1..
            calendly.refresh.calls-per-minute 2..
            calendly.refresh.concurrency 1..16
            calendly.refresh.every 1s..1h
            calendly.refresh.spread-percent 0..10
            calendly.return-to.allowed
            calendly.return-to.default
            calendly.scopes
            calendly.sessions.product
            calendly.sessions.waiting 1..100000
            calendly.signing-keys.cached 1..
            calendly.signing-keys.cached-for 1s..24h
            calendly.signing-keys.strangers 1..1000
            calendly.stream.heartbeat 1s..10m
            calendly.stream.patience 1s..10m
            calendly.stream.per-replica 1..
            calendly.stream.per-user 1..
            calendly.sweep.batch 1..
            calendly.sweep.check-every 1s..7d
            calendly.sweep.every 1s..1h
            calendly.sweep.lanes 1..64
            calendly.sweep.spread-percent 0..50
            calendly.sync.calls-per-minute 1..
            calendly.sync.concurrency 1..100
            calendly.sync.future 1d..3650d
            calendly.sync.keep 1h..3650d
            calendly.sync.nightly.batch 1..
            calendly.sync.nightly.enabled
            calendly.sync.nightly.spread 1s..24h
            calendly.sync.nightly.start 0s..24h
            calendly.sync.past 0s..3650d
            calendly.sync.share-percent 1..100
            calendly.sync.turn 1s..60s
            calendly.webhook.application-keys
            calendly.webhook.events
            calendly.webhook.inbox.commits 1..20
            calendly.webhook.inbox.deliveries 1..
            calendly.webhook.inbox.further-commit-at 1..10000
            calendly.webhook.inbox.max-batch 1..10000
            calendly.webhook.inbox.max-batch-memory 64K..1G
            calendly.webhook.inbox.memory 1M..16G
            calendly.webhook.inbox.patience 100ms..1m
            calendly.webhook.max-body-size 1K..64M
            calendly.webhook.retention.batch 1..10000
            calendly.webhook.retention.dead 1h..3650d
            calendly.webhook.retention.done 1s..3650d
            calendly.webhook.retention.every 1s..24h
            calendly.webhook.tokenless
            calendly.webhook.tokenless-candidates 1..1000
            calendly.webhook.tolerance 1s..72h
            calendly.webhook.worker.batch 1..1000
            calendly.webhook.worker.concurrency 1..100
            calendly.webhook.worker.group 1..1000
            calendly.webhook.worker.lease 2s..1h
            calendly.webhook.worker.max-attempts 1..1000
            calendly.webhook.worker.memory 64K..16G
            calendly.webhook.worker.retry-base 10ms..1h
            calendly.webhook.worker.retry-max 100ms..24h
            """;

    /// What works only while it is less than something else.
    static final List<Below> BELOW =
            List.of(
                    // Else nothing is left for whoever waits for an answer.
                    new Below(
                            "calendly.webhook.worker.concurrency",
                            "8",
                            "quarkus.datasource.reactive.max-size",
                            "20"),
                    // Else streams are closed as idle.
                    new Below(
                            "calendly.stream.heartbeat", "15s", "quarkus.http.idle-timeout", "5m"));

    /// What may follow a key that names many: `calendly.encryption.keys.k1`.
    private static final String ANY = ".*";

    private static final Pattern INDEX = Pattern.compile("\\[\\d+]$");

    /// How different a name may be from what was meant: one letter in three.
    private static final int FAR = 3;

    private static final Map<String, Range> RANGES = read();

    private OurKeys() {}

    /// @param shipped what `key` is where nothing else is said; `otherShipped` the same of `other`
    record Below(String key, String shipped, String other, String otherShipped) {}

    private static Map<String, Range> read() {
        Map<String, Range> all = new LinkedHashMap<>();
        ALL.lines().map(String::strip).forEach(line -> putKey(line, all));
        return all;
    }

    private static void putKey(String line, Map<String, Range> all) {
        int blank = line.indexOf(' ');
        all.put(
                blank < 0 ? line : line.substring(0, blank),
                blank < 0 ? Range.ANY : Range.parse(line.substring(blank + 1)));
    }

    static Map<String, Range> ranges() {
        return RANGES;
    }

    /// @param name of a key, or of an environment variable
    static boolean isKnown(String name) {
        String plain = INDEX.matcher(name).replaceFirst("");
        boolean variable = name.startsWith(VARIABLE_PREFIX);
        return RANGES.keySet().stream().anyMatch(key -> isMeantBy(key, variable, plain));
    }

    private static boolean isMeantBy(String key, boolean variable, String plain) {
        String known = variable ? variable(key) : key;
        return key.endsWith(ANY)
                ? plain.startsWith(known.substring(0, known.length() - 1))
                : plain.equals(known)
                        || (variable && plain.matches(Pattern.quote(known) + "_\\d+_"));
    }

    /// The name that is most like one that is not known, in the same spelling.
    static Optional<String> meantBy(String unknown) {
        boolean variable = unknown.startsWith(VARIABLE_PREFIX);
        return RANGES.keySet().stream()
                .map(key -> variable ? variable(key) : key)
                .flatMap(known -> ifNear(known, unknown))
                .min(Map.Entry.comparingByValue())
                .map(Map.Entry::getKey);
    }

    private static Stream<? extends Map.Entry<String, Integer>> ifNear(
            String known, String unknown) {
        int distance = distance(unknown, known);
        return distance * FAR <= unknown.length()
                ? Stream.of(Map.entry(known, distance))
                : Stream.empty();
    }

    /// @param key as it is, or as a source of variables has it
    static String variable(String key) {
        String upper = key.toUpperCase(Locale.ROOT);
        return key.endsWith(ANY)
                ? variable(key.substring(0, key.length() - ANY.length())) + "_*"
                : upper.replaceAll("[^A-Z0-9]", "_");
    }

    /// How many letters have to be put in, taken out or changed.
    private static int distance(String one, String other) {
        int[] above = new int[other.length() + 1];
        for (int column = 0; column <= other.length(); column++) {
            above[column] = column;
        }
        for (int row = 1; row <= one.length(); row++) {
            int[] current = new int[other.length() + 1];
            current[0] = row;
            for (int column = 1; column <= other.length(); column++) {
                int change = one.charAt(row - 1) == other.charAt(column - 1) ? 0 : 1;
                current[column] =
                        Math.min(
                                above[column - 1] + change,
                                Math.min(above[column], current[column - 1]) + 1);
            }
            above = current;
        }
        return above[other.length()];
    }
}
