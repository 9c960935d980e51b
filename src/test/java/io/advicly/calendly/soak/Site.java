package io.advicly.calendly.soak;

import io.advicly.calendly.testing.Dump;
import io.advicly.calendly.testing.Installation;
import io.advicly.calendly.testing.KillablePostgres;
import io.advicly.calendly.testing.TcpProxy;

/// All that can fail: two processes, their database, what lies between, and Calendly.
final class Site implements AutoCloseable {

    private final Installation installation = Installation.create();
    private final KillablePostgres database = KillablePostgres.start();
    private final TcpProxy proxy = TcpProxy.to(database.port());
    private final Replicas replicas = new Replicas(installation, database, proxy);
    private final CalendlyTrouble calendly = new CalendlyTrouble();
    private final LostGrants lost = new LostGrants();
    private final Diary diary = new Diary();

    Replicas replicas() {
        return replicas;
    }

    KillablePostgres database() {
        return database;
    }

    TcpProxy proxy() {
        return proxy;
    }

    CalendlyTrouble calendly() {
        return calendly;
    }

    LostGrants lost() {
        return lost;
    }

    Diary diary() {
        return diary;
    }

    /// As at a failover: everybody is thrown out at once.
    void endSessions() {
        var _ =
                Dump.column(
                        "SELECT pg_terminate_backend(pid) FROM pg_stat_activity"
                                + " WHERE backend_type = 'client backend' AND pid <> pg_backend_pid()");
    }

    void onlyReading(String on) {
        Dump.execute("ALTER SYSTEM SET default_transaction_read_only = " + on);
        var _ = Dump.column("SELECT pg_reload_conf()");
    }

    @Override
    public void close() {
        replicas.close();
        proxy.close();
        database.close();
        installation.close();
    }
}
