package io.advicly.calendly.feed.sequence;

import io.advicly.calendly.feed.LateData;
import io.advicly.calendly.platform.chain.CallersContext;
import io.advicly.calendly.platform.log.RecurringLog;
import io.advicly.calendly.platform.work.IsolatedContexts;
import io.quarkus.arc.All;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.stream.Collectors;
import org.jboss.logging.Logger;

/// Has drafts rendered that the sequencer cannot take without.
@ApplicationScoped
public class LateDrafts {

    private static final RecurringLog RECURRING =
            new RecurringLog(Logger.getLogger(LateDrafts.class));

    private final SequencerTable table;
    private final List<LateData> renderers;
    private final IsolatedContexts contexts;

    LateDrafts(SequencerTable table, @All List<LateData> renderers, IsolatedContexts contexts) {
        this.table = table;
        this.renderers = renderers;
        this.contexts = contexts;
    }

    /// @return whether any was. What fails is tried again with the clock, and keeps up nothing but
    ///   what comes after it of the same subject
    Uni<Boolean> render() {
        return table.late()
                .onItem()
                .transformToMulti(drafts -> Multi.createFrom().iterable(drafts))
                .onItem()
                .transformToUniAndConcatenate(this::rendered)
                .collect()
                .with(Collectors.reducing(false, Boolean::logicalOr));
    }

    private Uni<Boolean> rendered(LateData.Late draft) {
        return renderers.isEmpty()
                ? Uni.createFrom().item(false)
                : CallersContext.keep(contexts.run(() -> renderers.getFirst().render(draft)))
                        .replaceWith(true)
                        .onFailure()
                        .invoke(failure ->
                                RECURRING.error("render", failure, () -> "feed.not_rendered"))
                        .onFailure()
                        .recoverWithItem(false);
    }
}
