package io.advicly.calendly.platform.database;

import io.smallrye.common.vertx.VertxContext;
import io.smallrye.mutiny.Uni;
import io.vertx.core.Context;
import io.vertx.core.Vertx;
import io.vertx.core.impl.ContextInternal;
import java.time.Duration;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// Where statements may take longer, or less, than others. It goes with the Vert.x context, and
/// hence with everything that one request or one run of a job has the database do.
public final class StatementLimit {

    /// For what reads, or changes, much at a time.
    public static final Duration UNHURRIED = Duration.ofMinutes(1);

    private static final String KEY = StatementLimit.class.getName();
    private static final String END = KEY + ".end";

    private StatementLimit() {}

    /// Each statement of `work` may take so long. Needs a context that nobody shares: else, as in
    /// the start's checks, the limit stays as it is.
    public static <T> Uni<T> of(Duration limit, Supplier<Uni<T>> work) {
        return Uni.createFrom().deferred(() -> limitEach(limit, work));
    }

    private static <T> Uni<T> limitEach(Duration limit, Supplier<Uni<T>> work) {
        Context context = Vertx.currentContext();
        if (context == null || !VertxContext.isDuplicatedContext(context)) {
            return work.get();
        }
        @Nullable Long before = context.getLocal(KEY);
        context.putLocal(KEY, limit.toNanos());
        return work.get().onTermination().invoke(() -> restore(context, before));
    }

    /// All statements of `work` together may take so long: the one that is under way then is ended,
    /// and none begins after it. What has been begun is still rolled back, or committed. Needs a
    /// context of its own, as `work` may go on there.
    public static <T> Uni<T> ofAll(Duration limit, Supplier<Uni<T>> work) {
        return Uni.createFrom().deferred(() -> limitAll(limit, work));
    }

    private static <T> Uni<T> limitAll(Duration limit, Supplier<Uni<T>> work) {
        Context context = Vertx.currentContext();
        if (context == null || !VertxContext.isDuplicatedContext(context)) {
            return work.get();
        }
        endIn(context, limit);
        return work.get().onTermination().invoke(() -> context.removeLocal(END));
    }

    /// So much time is left to whatever is done in a context that nobody shares.
    public static void endIn(@Nullable Context context, Duration left) {
        if (context != null && VertxContext.isDuplicatedContext(context)) {
            context.putLocal(END, System.nanoTime() + left.toNanos());
        }
    }

    /// From now on, in this context.
    static void set(Context context, Duration limit) {
        context.putLocal(KEY, limit.toNanos());
    }

    private static void restore(Context context, @Nullable Long before) {
        if (before == null) {
            context.removeLocal(KEY);
        } else {
            context.putLocal(KEY, before);
        }
    }

    /// How long whatever is done there may still take, in nanoseconds; it is over when that is not
    /// positive.
    static long left(ContextInternal context) {
        return context.isDuplicate() && context.localContextData().get(END) instanceof Long end
                ? end - System.nanoTime()
                : Long.MAX_VALUE;
    }

    /// In nanoseconds.
    static long in(ContextInternal context, long standard) {
        if (!context.isDuplicate()) {
            return standard;
        }
        Object own = context.localContextData().get(KEY);
        return own instanceof Long limit ? limit : standard;
    }
}
