package io.advicly.calendly.platform.database;

/// How long a connection has been waiting for its server. Statements on it are answered in their
/// order, so one point in time does: when the one that is waited for came to its turn.
final class Progress {

    private int underWay;
    private long since = System.nanoTime();
    private long limit;
    private boolean closing;

    synchronized void begun(long now, long patience) {
        if (closing) {
            underWay++;
            return;
        }
        if (underWay == 0) {
            since = now;
            limit = 0;
        }
        limit = Math.max(limit, patience);
        underWay++;
    }

    synchronized void ended(long now) {
        underWay--;
        if (!closing) {
            since = now;
        }
    }

    /// Nothing comes after this.
    synchronized void closing(long now, long patience) {
        if (underWay == 0) {
            since = now;
            limit = patience;
        }
        closing = true;
    }

    synchronized boolean isOverdue(long now) {
        return isWaiting() && now - since > limit;
    }

    synchronized boolean isIdleSince(long then) {
        return !isWaiting() && since - then < 0;
    }

    synchronized long since() {
        return since;
    }

    private boolean isWaiting() {
        return underWay > 0 || closing;
    }
}
