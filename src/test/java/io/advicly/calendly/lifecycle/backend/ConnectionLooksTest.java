package io.advicly.calendly.lifecycle.backend;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.advicly.calendly.testing.Dump;
import io.advicly.calendly.testing.SandboxResource;
import io.advicly.calendly.testing.Surroundings;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.UUID;
import org.junit.jupiter.api.Test;

@QuarkusTest
@WithTestResource(SandboxResource.class)
class ConnectionLooksTest {

    /// Two replicas that take marks in different orders would wait for each other.
    @Test
    void aMarkThatAnotherReplicaHasInHandKeepsNobodyWaiting() throws SQLException {
        String taken;
        try (Connection other = DriverManager.getConnection(Surroundings.jdbcUrl());
                Statement statement = other.createStatement()) {
            other.setAutoCommit(false);
            do {
                taken = marked();
            } while (!isLocked(statement, taken));
            String free = marked();

            await().untilAsserted(() -> assertThat(marks(free)).isZero());
            assertThat(marks(taken)).isOne();
            other.rollback();
        }
        String left = taken;
        await().untilAsserted(() -> assertThat(marks(left)).isZero());
    }

    /// The service may have been quicker.
    private static boolean isLocked(Statement statement, String organization) throws SQLException {
        try (var rows =
                statement.executeQuery(ofMark("SELECT id FROM", organization) + " FOR UPDATE")) {
            return rows.next();
        }
    }

    private static String marked() {
        String organization = "https://api.calendly.com/organizations/" + UUID.randomUUID();
        Dump.execute(
                "INSERT INTO connection_looks (organization_uri) VALUES ('" + organization + "')");
        return organization;
    }

    private static int marks(String organization) {
        return Dump.column(ofMark("SELECT id FROM", organization)).size();
    }

    private static String ofMark(String what, String organization) {
        return what + " connection_looks WHERE organization_uri = '" + organization + "'";
    }
}
