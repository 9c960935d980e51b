package io.advicly.calendly.platform.work;

import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/// Repeats a statement that changes a bounded number of rows, so that none holds many locks or
/// takes long, until there are fewer left than it may change.
public final class InBatches {

    private InBatches() {}

    /// @param most how many rows the statement changes at most
    /// @param statement answers how many it has changed
    /// @return how many all have changed
    public static Uni<Long> all(int most, Supplier<Uni<? extends Integer>> statement) {
        return Multi.createBy()
                .repeating()
                .uni(statement)
                .whilst(changed -> changed >= most)
                .collect()
                .with(Collectors.summingLong(Integer::longValue));
    }
}
