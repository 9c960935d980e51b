package io.advicly.calendly.platform.database;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/// What the service takes of the lock table leaves room for others.
class LockTableTest {

    @Test
    void eightReplicasLeaveHalfOfItToOthers() {
        assertThat(LockTable.ofReplicas(8)).isLessThanOrEqualTo(LockTable.DEFAULT_SIZE / 2);
    }

    /// Then as many replicas as may connect have room, however many connections are allowed.
    @Test
    void aTransactionTakesAFractionOfWhatItsConnectionAddsToTheTable() {
        assertThat(LockTable.OF_A_TRANSACTION).isLessThanOrEqualTo(64 / 8);
    }
}
