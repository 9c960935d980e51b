package io.advicly.calendly.platform.database;

import io.smallrye.common.vertx.VertxContext;
import io.vertx.core.Context;
import io.vertx.core.impl.ContextInternal;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/// When the database last answered something that was asked in a Vert.x context: the sign of life
/// of whatever runs there.
public final class Beat {

    private static final String KEY = Beat.class.getName();

    private final LongSupplier nanos;
    private volatile long last;

    public Beat(LongSupplier nanos) {
        this.nanos = nanos;
        this.last = nanos.getAsLong();
    }

    /// Counts what is answered there from now on.
    public void in(@Nullable Context context) {
        if (context != null && VertxContext.isDuplicatedContext(context)) {
            context.putLocal(KEY, this);
        }
    }

    /// In nanoseconds.
    public long age() {
        return nanos.getAsLong() - last;
    }

    static void of(ContextInternal context) {
        if (context.isDuplicate() && context.localContextData().get(KEY) instanceof Beat beat) {
            beat.last = beat.nanos.getAsLong();
        }
    }
}
