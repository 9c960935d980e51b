package io.advicly.calendly.sandbox.fault;

/**
 * One ordered failure.
 *
 * @param left how many more calls it hits; negative is without end
 * @param delayMs how long the call is kept waiting first
 * @param loseReply true lets the call do its work and only then spoils the answer; false keeps it
 *     from being done at all
 */
public record Fault(
        String id, Target target, int left, long delayMs, boolean loseReply, Effect effect) {

    Fault once() {
        return new Fault(id, target, left < 0 ? left : left - 1, delayMs, loseReply, effect);
    }
}
