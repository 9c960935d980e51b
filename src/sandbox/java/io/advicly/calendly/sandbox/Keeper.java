package io.advicly.calendly.sandbox;

import io.advicly.calendly.sandbox.state.StateFile;
import io.advicly.calendly.sandbox.state.World;
import io.vertx.core.Vertx;
import java.io.IOException;
import java.lang.System.Logger.Level;
import org.jspecify.annotations.Nullable;

/**
 * Writes the state shortly after a change, and on closing.
 *
 * <p>A burst of changes is one write, and a large state is written seldom enough that writing stays
 * a small part of the work.
 */
final class Keeper {
    private static final System.Logger LOG = System.getLogger(Keeper.class.getName());
    private static final long SOON_MS = 200;
    private static final long SHARE = 20;

    private final Vertx vertx;
    private final World world;
    private final @Nullable StateFile file;
    private boolean due;
    private long lastCaptureMs;

    Keeper(Vertx vertx, World world, @Nullable StateFile file) {
        this.vertx = vertx;
        this.world = world;
        this.file = file;
    }

    /** True when there was a state and the world now holds it. */
    boolean restore() {
        if (file == null || !file.exists()) {
            return false;
        }
        try {
            file.restore(world);
            return true;
        } catch (IOException | RuntimeException e) {
            LOG.log(
                    Level.WARNING,
                    "sandbox.state.unreadable; starting from the seed: " + e.getMessage());
            world.clear();
            setAside(file);
            return false;
        }
    }

    void watch() {
        if (file != null) {
            world.onChange(this::changed);
            changed();
        }
    }

    void close() {
        world.onChange(() -> {});
        if (file != null) {
            write(file, capture(file));
        }
    }

    private void changed() {
        if (due || file == null) {
            return;
        }
        due = true;
        vertx.setTimer(SOON_MS + SHARE * lastCaptureMs, timer -> save(file));
    }

    private void save(StateFile target) {
        due = false;
        byte[] captured = capture(target);
        vertx.executeBlocking(
                        () -> {
                            write(target, captured);
                            return captured.length;
                        })
                .onFailure(failure -> LOG.log(Level.WARNING, "sandbox.state.unwritten", failure));
    }

    private byte[] capture(StateFile target) {
        long started = System.nanoTime();
        try {
            return target.capture(world);
        } catch (IOException e) {
            throw new IllegalStateException("a state that cannot be written", e);
        } finally {
            lastCaptureMs = (System.nanoTime() - started) / 1_000_000;
        }
    }

    /**
     * One at a time: a write on its way and the last one on closing must not meet in the same file.
     */
    private synchronized void write(StateFile target, byte[] captured) {
        try {
            target.write(captured);
        } catch (IOException e) {
            LOG.log(Level.WARNING, "sandbox.state.unwritten", e);
        }
    }

    private static void setAside(StateFile file) {
        try {
            file.setAside();
        } catch (IOException e) {
            LOG.log(Level.WARNING, "sandbox.state.unreadable and cannot be set aside", e);
        }
    }
}
