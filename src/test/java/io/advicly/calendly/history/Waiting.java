package io.advicly.calendly.history;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executors;

/// Time that passes, and what goes on meanwhile.
final class Waiting {

    private Waiting() {}

    /// Something that goes on.
    record Started(CompletableFuture<Void> end) {

        /// Fails as it has failed.
        void join() {
            end.join();
        }
    }

    static Started start(Runnable what) {
        return new Started(
                CompletableFuture.runAsync(what, Executors.newVirtualThreadPerTaskExecutor()));
    }

    /// A history is made of times that are part of it, not of waiting for something.
    static void millis(long millis) {
        try {
            Thread.sleep(millis);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(interrupted);
        }
    }
}
