package io.advicly.calendly.testing;

import jakarta.enterprise.context.ApplicationScoped;

/// How many statements the database of the service has run that is in the test's own process, as
/// PostgreSQL counts them.
@ApplicationScoped
public class StatementCount {

    private static final String CALLS =
            """
            SELECT coalesce(sum(s.calls), 0) FROM pg_stat_statements s
            JOIN pg_database d ON d.oid = s.dbid AND d.datname = current_database()
            WHERE s.toplevel AND s.query ~ ? AND s.query NOT LIKE '%pg_stat_statements%'\
            """;

    private final Sql sql;

    StatementCount(Sql sql) {
        this.sql = sql;
    }

    /// Those like this that run while `work` does, whoever runs them.
    ///
    /// @param like a regular expression: which tables they name
    public long during(String like, Runnable work) {
        sql.execute("CREATE EXTENSION IF NOT EXISTS pg_stat_statements");
        long before = calls(like);
        work.run();
        return calls(like) - before;
    }

    private long calls(String like) {
        return Long.parseLong(sql.column(CALLS, like).getFirst());
    }
}
