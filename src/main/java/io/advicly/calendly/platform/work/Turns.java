package io.advicly.calendly.platform.work;

import java.util.ArrayDeque;
import java.util.Queue;
import java.util.concurrent.Executor;

/// What one event loop begins, a few at a time: in between it looks at what has come on its other
/// connections. All of it happens on that loop.
final class Turns {

    private final int most;
    private final Executor nextTurn;
    private final Queue<Runnable> waiting = new ArrayDeque<>();
    private int begun;
    private boolean turning;

    /// @param most what is begun in a turn
    /// @param nextTurn runs something on the loop again, after a look at its connections
    Turns(int most, Executor nextTurn) {
        this.most = most;
        this.nextTurn = nextTurn;
    }

    /// Begins something now, or in a later turn, after what came before.
    void add(Runnable work) {
        if (begun < most && waiting.isEmpty()) {
            begun++;
            goOn();
            work.run();
        } else {
            waiting.add(work);
        }
    }

    private void goOn() {
        if (!turning) {
            turning = true;
            nextTurn.execute(this::turn);
        }
    }

    private void turn() {
        turning = false;
        begun = Math.min(most, waiting.size());
        if (begun > 0) {
            goOn();
        }
        for (int left = begun; left > 0; left--) {
            waiting.remove().run();
        }
    }
}
