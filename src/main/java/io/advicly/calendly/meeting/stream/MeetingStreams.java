package io.advicly.calendly.meeting.stream;

import io.advicly.calendly.platform.batch.NotBatchedException;
import io.advicly.calendly.platform.chain.Unis;
import io.advicly.calendly.platform.problem.ProblemType;
import io.advicly.calendly.platform.problem.Problems;
import io.advicly.calendly.platform.stop.StopDelay;
import io.advicly.calendly.platform.work.HeldCalls;
import io.advicly.calendly.platform.work.IsolatedContexts;
import io.advicly.calendly.security.identity.Caller;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkiverse.resteasy.problem.HttpProblem;
import io.quarkus.scheduler.Scheduled;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.vertx.core.Vertx;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.concurrent.ConcurrentHashMap;
import org.jboss.logging.Logger;

/// The streams that this replica has open.
@ApplicationScoped
class MeetingStreams {

    /// Streams that are open here.
    static final String OPEN = "calendly.streams.open";

    /// Streams that were dropped because their clients did not take what was sent.
    static final String DROPPED = "calendly.streams.dropped";

    private static final Logger LOG = Logger.getLogger(MeetingStreams.class);
    private static final long END_MILLIS = 1_000;
    private static final Duration LATER = Duration.ofSeconds(10);

    private final Map<MeetingStream, Runnable> open = new ConcurrentHashMap<>();
    private final Map<String, List<MeetingStream>> byKey = new ConcurrentHashMap<>();
    private final MeetingStream.Sources sources;
    private final MeterRegistry meters;
    private final Vertx vertx;
    private final HeldCalls held;
    private volatile boolean stopping;

    MeetingStreams(
            StreamStarts starts,
            FeedReads reads,
            SyncNews syncs,
            IsolatedContexts contexts,
            StreamSettings settings,
            Clock clock,
            MeterRegistry meters,
            HeldCalls held,
            Vertx vertx) {
        this.sources = new MeetingStream.Sources(starts, reads, syncs, contexts, settings, clock);
        this.meters = meters;
        this.vertx = vertx;
        this.held = held;
        meters.gaugeMapSize(OPEN, List.of(), open);
    }

    /// A new stream, which is closed when its subscriber is gone.
    ///
    /// @param cut ends the connection to a client that takes nothing
    /// @throws HttpProblem when the user or the replica has too many
    /// @return fails where the first frame does, before anything is answered
    Uni<Multi<Frame>> open(Caller caller, OptionalLong lastId, Instant expiresAt, Runnable cut) {
        MeetingStream stream = new MeetingStream(caller, lastId, expiresAt, sources);
        admit(stream, cut);
        return stream.next()
                .onFailure()
                .invoke(() -> remove(stream))
                .onCancellation()
                .invoke(() -> remove(stream))
                .onFailure(NotBatchedException.class)
                .transform(late -> noMore())
                .map(first -> goOn(stream, first));
    }

    private Multi<Frame> goOn(MeetingStream stream, Frame first) {
        Multi<Frame> rest = Multi.createBy().repeating().uni(stream::next).indefinitely();
        return Multi.createBy()
                .concatenating()
                .streams(Multi.createFrom().item(first), rest)
                .select()
                .first(frame -> !(frame instanceof Frame.End))
                .onTermination()
                .invoke(() -> remove(stream));
    }

    /// Somebody has rung.
    void wake(String key, char what) {
        for (MeetingStream stream : byKey.getOrDefault(key, List.of())) {
            if (what == ChangeNotifier.SYNC) {
                stream.synced();
            } else {
                stream.changed();
            }
        }
    }

    /// Anything may have happened.
    void wakeAll() {
        open.keySet().forEach(MeetingStream::changed);
    }

    @Scheduled(identity = "stuck-streams", every = "1s")
    Uni<Void> dropStuck() {
        Instant now = sources.clock().instant();
        open.forEach((stream, cut) -> dropIfStuck(stream, cut, now));
        return Unis.nothing();
    }

    private void dropIfStuck(MeetingStream stream, Runnable cut, Instant now) {
        if (stream.isStuck(now) && open.remove(stream, cut)) {
            held.giveBack();
            LOG.infof("stream.dropped reason=client_takes_nothing");
            meters.counter(DROPPED).increment();
            stream.end();
            cut.run();
        }
    }

    /// A stream is a request that is under way: the stop would wait for it until its patience is
    /// over. So it ends as soon as callers are turned away, and clients resume at another replica.
    /// One whose client does not even take the end is cut a moment later.
    void stop(@Observes StopDelay.Over over) {
        closeDoor();
        open.keySet().forEach(MeetingStream::end);
        vertx.setTimer(END_MILLIS, timer -> open.values().forEach(Runnable::run));
    }

    private synchronized void closeDoor() {
        stopping = true;
    }

    private synchronized void admit(MeetingStream stream, Runnable cut) {
        String key = FeedKey.of(stream.caller());
        Collection<MeetingStream> siblings = byKey.getOrDefault(key, List.of());
        if (siblings.size() >= sources.settings().perUser()) {
            throw Problems.of(
                    ProblemType.TOO_MANY_STREAMS,
                    "You have %d streams open; close one first.".formatted(siblings.size()),
                    LATER);
        }
        if (isFull() || !held.take()) {
            throw noMore();
        }
        open.put(stream, cut);
        byKey.merge(key, List.of(stream), MeetingStreams::together);
    }

    /// Whether one more would be refused.
    boolean isFull() {
        return stopping || open.size() >= sources.settings().perReplica() || held.areFull();
    }

    static HttpProblem noMore() {
        return Problems.of(
                ProblemType.UNAVAILABLE, "No more streams can be opened right now.", LATER);
    }

    private synchronized void remove(MeetingStream stream) {
        if (open.remove(stream) != null) {
            held.giveBack();
        }
        byKey.computeIfPresent(
                FeedKey.of(stream.caller()),
                (key, all) -> {
                    List<MeetingStream> left =
                            all.stream().filter(other -> other != stream).toList();
                    return left.isEmpty() ? null : left;
                });
    }

    private static List<MeetingStream> together(
            List<MeetingStream> some, List<MeetingStream> more) {
        return java.util.stream.Stream.concat(some.stream(), more.stream()).toList();
    }
}
