package io.advicly.calendly.platform.database;

/// How much of PostgreSQL's lock table this service takes at most. It has one for the whole server:
/// when it is full, everybody there fails (53200), whoever has filled it. Pure.
///
/// What grows with the work is locked in rows, which take no room there (ADR 18): a transaction
/// takes as much for a group of deliveries as for one.
public final class LockTable {

    /// What PostgreSQL has when nobody changes it: `max_locks_per_transaction` for each of
    /// `max_connections`.
    public static final int DEFAULT_SIZE = 64 * 100;

    /// A transaction's own: its id, a row that it waits for, one that it is about to insert, a file
    /// that it makes longer, and one advisory lock of a connection's owner or account.
    static final int OF_A_TRANSACTION = 5;

    /// The advisory lock that shows that a replica lives.
    static final int OF_A_PROCESS = 1;

    /// `quarkus.datasource.reactive.max-size` where nobody sets it, one connection to listen, one
    /// for readiness.
    static final int CONNECTIONS = 20 + 2;

    /// What is the same entry for all transactions of all replicas: tables, indexes, sequences, and
    /// the gate of erasures.
    static final int SHARED = 250;

    private LockTable() {}

    /// What one replica takes besides what all share.
    public static int ofReplica() {
        return CONNECTIONS * OF_A_TRANSACTION + OF_A_PROCESS;
    }

    /// What so many replicas take together.
    public static int ofReplicas(int replicas) {
        return SHARED + replicas * ofReplica();
    }
}
