package io.advicly.calendly.testing;

import java.util.concurrent.CountDownLatch;

/// Blocks an event loop on purpose, until it is told to let go.
final class PlantedBlock {

    private final CountDownLatch end = new CountDownLatch(1);

    void block() {
        try {
            end.await();
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        }
    }

    void letGo() {
        end.countDown();
    }
}
