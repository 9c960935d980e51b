package io.advicly.calendly.testing;

import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.logging.Handler;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import org.jboss.logmanager.ExtLogRecord;

/// The event loops that code of ours has blocked, as Vert.x says, for as long as this listens.
final class BlockedLoops extends Handler {

    /// Kept, or it would be forgotten together with its handlers.
    private static final Logger CHECKER =
            Logger.getLogger("io.vertx.core.impl.BlockedThreadChecker");

    /// What Vert.x calls blocked begins here.
    private static final long BLOCKED_MILLIS = 2_000;

    private static final Pulse PULSE = Pulse.start();

    private final List<BlockedLoop> found = new CopyOnWriteArrayList<>();

    void listen() {
        CHECKER.addHandler(this);
    }

    /// Those since it was asked last.
    List<BlockedLoop> taken() {
        List<BlockedLoop> all = List.copyOf(found);
        found.removeAll(all);
        return all;
    }

    @Override
    public void publish(LogRecord line) {
        String text =
                line instanceof ExtLogRecord ours ? ours.getFormattedMessage() : line.getMessage();
        Throwable trace = line.getThrown();
        if (trace != null) {
            Optional<BlockedLoop> said =
                    BlockedLoop.of(String.valueOf(text), trace.getStackTrace());
            said.map(BlockedLoops::whileTheJvmRan)
                    .filter(loop -> loop.millis() >= BLOCKED_MILLIS)
                    .filter(BlockedLoop::isOurs)
                    .ifPresent(found::add);
        }
    }

    private static BlockedLoop whileTheJvmRan(BlockedLoop loop) {
        return new BlockedLoop(
                loop.thread(), loop.millis() - PULSE.stoodStill(loop.millis()), loop.frames());
    }

    @Override
    public void flush() {
        // Nothing is held back.
    }

    @Override
    public void close() {
        CHECKER.removeHandler(this);
    }
}
