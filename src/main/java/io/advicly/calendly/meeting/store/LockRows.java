package io.advicly.calendly.meeting.store;

/// The SQL that locks what two must not change at the same time, to the end of the transaction, by
/// all replicas: events, and users' places in the change log.
///
/// Rows stand for them, as many as there are, by a hash. Unlike an advisory lock, a row's lock
/// takes no room in the lock table of PostgreSQL, so that a transaction may lock as much as it
/// wants. Two that share a row wait for each other without need; there are enough rows for that to
/// be rare.
///
/// Each statement locks in the order of the rows, and users, who are locked last, have rows behind
/// those of events: nobody waits for each other.
public final class LockRows {

    /// Held for as long as a projection takes: more, so that it hardly ever meets a stranger.
    static final int EVENTS = 1 << 18;

    /// Held for a commit.
    static final int USERS = 1 << 16;

    private LockRows() {}

    /// The row of an event.
    ///
    /// @param uri an expression
    public static String ofEvent(String uri) {
        return "CAST(hashtextextended(%s, 0) & %d AS integer)".formatted(uri, EVENTS - 1);
    }

    /// The row of a user.
    ///
    /// @param tenant and user expressions
    static String ofUser(String tenant, String user) {
        return "CAST(%d + (hashtextextended(%s || chr(10) || %s, 1) & %d) AS integer)"
                .formatted(EVENTS, tenant, user, USERS - 1);
    }

    /// Locks one row after the other, and returns them: the inner query runs for each place, in
    /// their order.
    ///
    /// @param wanted a query's name; its `place` is what is to be locked, each once
    static String lock(String wanted) {
        return """
        SELECT held.place FROM (SELECT place FROM %s ORDER BY place) AS asked
        CROSS JOIN LATERAL (
          SELECT place FROM meeting_lock_rows WHERE place = asked.place FOR UPDATE) AS held\
        """
                .formatted(wanted);
    }
}
