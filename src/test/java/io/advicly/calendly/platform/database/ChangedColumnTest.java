package io.advicly.calendly.platform.database;

import static org.assertj.core.api.Assertions.assertThat;

import io.advicly.calendly.testing.Sql;
import io.advicly.calendly.webhook.QuietProfile;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import java.time.Duration;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// A migration changes a column while statements that read it are prepared on open connections.
@QuarkusTest
@TestProfile(QuietProfile.class)
class ChangedColumnTest {

    private static final int CALLS = 300;

    private final Pool pool;
    private final Sql sql;

    ChangedColumnTest(Pool pool, Sql sql) {
        this.pool = pool;
        this.sql = sql;
    }

    @BeforeEach
    void create() {
        sql.execute("CREATE TABLE changing (what varchar)");
        sql.execute("INSERT INTO changing VALUES ('it')");
    }

    @AfterEach
    void drop() {
        sql.execute("DROP TABLE changing");
    }

    @Test
    void failsOneCallForEachConnectionAtMost() {
        assertThat(failures()).isZero();

        sql.execute("ALTER TABLE changing ALTER COLUMN what TYPE text");

        assertThat(failures()).isLessThanOrEqualTo(pool.size());
        assertThat(failures()).isZero();
    }

    private long failures() {
        return Uni.join()
                .all(IntStream.range(0, CALLS).mapToObj(number -> isRead()).toList())
                .andFailFast()
                .await()
                .atMost(Duration.ofMinutes(2))
                .stream()
                .filter(read -> !read)
                .count();
    }

    private Uni<Boolean> isRead() {
        return pool.preparedQuery("SELECT what FROM changing")
                .execute()
                .map(rows -> rows.iterator().next().getString(0).equals("it"))
                .onFailure()
                .recoverWithItem(false);
    }
}
