package io.advicly.calendly.connection.token;

import io.advicly.calendly.calendly.CalendlyFailure;
import io.advicly.calendly.calendly.ReadEvent;
import io.advicly.calendly.calendly.event.ScheduledEvent;
import io.advicly.calendly.platform.chain.Unis;
import io.advicly.calendly.platform.failure.TryAgain;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import java.util.Iterator;
import java.util.List;
import java.util.UUID;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// Asks for an event with one grant after the other, until one may read it.
///
/// What a grant is refused is that grant's: somebody else may know. A call that is not answered
/// says something about Calendly, hence only one more is made after the first such; nothing is
/// concluded from what others were told then.
final class AskedInTurn {

    private static final int MOST_UNANSWERED = 2;

    private final Iterator<UUID> left;
    private final Function<UUID, Uni<ScheduledEvent>> call;
    private @Nullable ScheduledEvent found;
    private @Nullable CalendlyFailure refused;
    private @Nullable Throwable later;
    private int unanswered;
    private boolean missing;

    private AskedInTurn(List<UUID> readers, Function<UUID, Uni<ScheduledEvent>> call) {
        this.left = readers.iterator();
        this.call = call;
    }

    /// Fails with what asking again later may change.
    static Uni<ReadEvent> of(List<UUID> readers, Function<UUID, Uni<ScheduledEvent>> call) {
        return Uni.createFrom().deferred(() -> new AskedInTurn(readers, call).all());
    }

    private Uni<ReadEvent> all() {
        return left.hasNext()
                ? Multi.createBy()
                        .repeating()
                        .uni(this::one)
                        .whilst(more -> more)
                        .onItem()
                        .ignoreAsUni()
                        .chain(this::ended)
                : ended();
    }

    /// @return whether to ask the next
    private Uni<Boolean> one() {
        return call.apply(left.next())
                .map(event -> {
                    found = event;
                    return false;
                })
                .onFailure(AskedInTurn::isAnswer)
                .recoverWithItem(failure -> learn(failure) && left.hasNext());
    }

    /// Anything else is a failure of our own.
    private static boolean isAnswer(Throwable failure) {
        return failure instanceof CalendlyFailure
                || failure instanceof ConsentNeededException
                || failure instanceof TryAgain;
    }

    private boolean learn(Throwable failure) {
        switch (failure) {
            case ConsentNeededException _ -> {}
            case CalendlyFailure.NotFound _ -> missing = true;
            case CalendlyFailure.Unreadable _ -> {
                later = failure;
                return false;
            }
            // Says nothing of Calendly's other answers, nor of whoever is asked next.
            case CalendlyFailure.NotRenewed _ -> later = failure;
            case TryAgain _ -> {
                later = failure;
                unanswered++;
            }
            case CalendlyFailure refusal -> refused = refusal;
            default -> throw new IllegalStateException(failure);
        }
        return unanswered < MOST_UNANSWERED;
    }

    private Uni<ReadEvent> ended() {
        if (found != null) {
            return Unis.item(new ReadEvent.Found(found));
        }
        if (later != null) {
            return Uni.createFrom().failure(later);
        }
        if (refused != null) {
            return Unis.item(new ReadEvent.Refused(refused));
        }
        return Unis.item(missing ? new ReadEvent.Gone() : new ReadEvent.NobodyToAsk());
    }
}
