package io.advicly.calendly.bench;

import static java.nio.charset.StandardCharsets.US_ASCII;

import io.advicly.calendly.testing.Person;
import io.advicly.calendly.testing.Strangers;
import io.advicly.calendly.testing.Surroundings;
import java.io.UncheckedIOException;
import java.net.URI;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import java.util.stream.Stream;

/// What strangers do to the service's memory, and to those who deliver meanwhile.
final class StrangersSection {

    private static final int MIB = 1024 * 1024;
    private static final int POSTING = 400;
    private static final int SIGNED = 300;
    private static final int STREAMS = 10_000;
    private static final int STREAMS_EACH = 10;
    private static final int STREAM_ADDRESSES = 10;

    /// Good deliveries per second beside them.
    private static final int RATE = 50;

    private static final List<String> HEAD =
            List.of(
                    "who",
                    "told",
                    "good deliveries",
                    "p50 ms",
                    "p99 ms",
                    "max ms",
                    "not accepted",
                    "resident MiB at most");

    private final Ground.Target target;
    private final Deliverer good;
    private final Service service;
    private final int seconds;
    private final List<List<Object>> rows = new ArrayList<>();

    private StrangersSection(Ground ground, Service service, Options options) {
        this.target = ground.target();
        this.good = new Deliverer(target, Bodies.template(ground.hostUri()));
        this.service = service;
        this.seconds = options.seconds();
    }

    static void run(Ground ground, Options options, Report report) {
        try (Service service = ground.start(options.on(), Map.of())) {
            var _ = ground.connected();
            StrangersSection section = new StrangersSection(ground, service, options);
            section.measureAll();
            report.table(
                    "strangers",
                    "Strangers (%s)".formatted(options.on().name()),
                    HEAD,
                    section.rows,
                    "%d good deliveries a second arrive meanwhile, through the service's own port."
                            .formatted(RATE));
        }
    }

    private void measureAll() {
        URI direct = Surroundings.service("/");
        beside("nobody", direct, (strangers, over) -> awaitEnd(over));
        posting("", direct);
        Nginx.before(direct, proxied -> posting(", behind nginx", proxied));
        beside(
                SIGNED + " signed deliveries of 1 MiB at once",
                direct,
                (strangers, over) -> {
                    strangers.knock(SIGNED, this::large, new AtomicBoolean(true));
                    awaitEnd(over);
                });
        streams(direct, people(STREAMS / STREAMS_EACH));
    }

    private void streams(URI direct, List<Person> people) {
        AtomicInteger next = new AtomicInteger();
        // Who delivers has an address of their own, as Calendly has.
        try (Strangers streams = Strangers.from(STREAM_ADDRESSES, direct)) {
            measure(
                    STREAMS + " streams, while they open",
                    streams,
                    over -> {
                        streams.stay(STREAMS, () -> stream(people, next.getAndIncrement()));
                        awaitEnd(over);
                    });
            measure(STREAMS + " open streams", streams, StrangersSection::awaitEnd);
        }
    }

    private void posting(String where, URI address) {
        byte[] body = filled(MIB);
        beside(
                POSTING + " posting 1 MiB to invented tokens" + where,
                address,
                (strangers, over) ->
                        strangers.knock(POSTING, () -> Strangers.Call.invented(body), over));
        beside(
                POSTING + " posting 1 MiB to a known token, with a wrong signature" + where,
                address,
                (strangers, over) ->
                        strangers.knock(
                                POSTING, () -> Strangers.Call.forged(target.path(), body), over));
    }

    /// A delivery that Calendly would hardly send, but may: as large as one is accepted.
    private Strangers.Call large() {
        String body = good.next().body();
        int room = MIB - body.length() - "\"filling\":\"\",".length();
        byte[] filled =
                ("{\"filling\":\"" + "x".repeat(room) + "\"," + body.substring(1))
                        .getBytes(US_ASCII);
        return Strangers.Call.post(
                target.path(), "Calendly-Webhook-Signature: " + good.signature(filled), filled);
    }

    private static Strangers.Call stream(List<Person> people, int number) {
        return Strangers.Call.get(
                "/api/meetings/stream", people.get(number % people.size()).headers());
    }

    private static List<Person> people(int count) {
        return Stream.generate(Person::newcomer).limit(count).toList();
    }

    private static byte[] filled(int bytes) {
        byte[] all = new byte[bytes];
        Arrays.fill(all, (byte) ' ');
        return all;
    }

    private void beside(String who, URI address, BiConsumer<Strangers, AtomicBoolean> doing) {
        try (Strangers strangers = new Strangers(address)) {
            measure(who, strangers, over -> doing.accept(strangers, over));
        }
    }

    /// Runs the strangers, and good deliveries beside them.
    private void measure(String who, Strangers strangers, Consumer<AtomicBoolean> doing) {
        Cpu.forgetPeak(service.process().pid());
        AtomicBoolean over = new AtomicBoolean();
        Latencies answered = new Latencies();
        long refusedBefore = good.refused();
        AtomicInteger broken = new AtomicInteger();
        try (ExecutorService senders = Executors.newCachedThreadPool()) {
            senders.execute(() -> doing.accept(over));
            long sent = deliver(senders, answered, broken);
            over.set(true);
            senders.close();
            rows.add(
                    row(
                            who,
                            strangers.told(),
                            answered,
                            sent,
                            good.refused() - refusedBefore + broken.get()));
        }
    }

    private long deliver(ExecutorService senders, Latencies answered, AtomicInteger broken) {
        long total = (long) RATE * seconds;
        long begin = System.nanoTime();
        for (long n = 0; n < total; n++) {
            LockSupport.parkNanos(begin + n * 1_000_000_000L / RATE - System.nanoTime());
            Deliverer.Delivery delivery = good.next();
            senders.execute(() -> {
                long from = System.nanoTime();
                try {
                    good.send(delivery);
                    answered.add(System.nanoTime() - from);
                } catch (UncheckedIOException cut) {
                    broken.incrementAndGet();
                }
            });
        }
        return total;
    }

    private List<Object> row(String who, String told, Latencies answered, long sent, long not) {
        List<Object> latencies = answered.row(who, sent);
        return List.of(
                who,
                told,
                sent,
                latencies.get(3),
                latencies.get(4),
                latencies.get(5),
                not,
                Cpu.peakMib(service.process().pid()));
    }

    private static void awaitEnd(AtomicBoolean over) {
        while (!over.get()) {
            LockSupport.parkNanos(50_000_000);
        }
    }
}
