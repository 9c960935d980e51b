package io.advicly.calendly.platform.chain;

import io.smallrye.mutiny.Uni;

/// What is said in every second chain, in one word.
public final class Unis {

    private Unis() {}

    /// Done, without a result.
    public static Uni<Void> nothing() {
        return Uni.createFrom().voidItem();
    }

    /// What is there already.
    public static <T> Uni<T> item(T value) {
        return Uni.createFrom().item(value);
    }
}
