package io.advicly.calendly.sandbox.delivery;

import io.advicly.calendly.sandbox.state.World;
import io.advicly.calendly.sandbox.state.setting.Setting;
import io.advicly.calendly.sandbox.state.setting.Switch;

/**
 * Milliseconds that run {@code time_scale} times as fast as ours, and can be pushed forward.
 *
 * <p>It is stored, so that after a restart the retries that were due in two hours still are.
 */
final class ScaledClock {
    private static final String KEPT = "delivery_clock";

    private final World world;
    private long anchor;
    private long realAnchor;
    private long scale;

    ScaledClock(World world) {
        this.world = world;
        Setting kept = world.keepsakes().find(KEPT);
        anchor = kept == null ? 0 : ((Number) kept.value()).longValue();
        realAnchor = System.nanoTime();
        scale = world.switches().number(Switch.TIME_SCALE);
    }

    long now() {
        long real = System.nanoTime();
        long now = anchor + (long) ((real - realAnchor) / 1e6 * scale);
        long wanted = world.switches().number(Switch.TIME_SCALE);
        if (wanted != scale) {
            anchor = now;
            realAnchor = real;
            scale = wanted;
        }
        return now;
    }

    void advance(long millis) {
        anchor += millis;
    }

    /** How long a timer of ours has to wait, at the least one millisecond. */
    long realMillisUntil(long due) {
        return Math.max(1, Math.ceilDiv(Math.max(0, due - now()), scale));
    }

    void keep() {
        world.keepsakes().put(new Setting(KEPT, now()));
    }
}
