package io.advicly.calendly.feed;

import io.advicly.calendly.platform.CallersContext;
import io.advicly.calendly.platform.IsolatedContexts;
import io.advicly.calendly.platform.RecurringLog;
import io.quarkus.arc.All;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Map;
import org.jboss.logging.Logger;

/// Has drafts rendered that were written without data.
@ApplicationScoped
class BareDrafts {

    private static final RecurringLog RECURRING =
            new RecurringLog(Logger.getLogger(BareDrafts.class));

    private final SequencerTable table;
    private final List<EventData> renderers;
    private final IsolatedContexts contexts;

    BareDrafts(SequencerTable table, @All List<EventData> renderers, IsolatedContexts contexts) {
        this.table = table;
        this.renderers = renderers;
        this.contexts = contexts;
    }

    /// @return whether any was. What fails is tried again with the clock, and keeps up nothing but
    ///   what comes after it of the same subject
    Uni<Boolean> render() {
        return table.bare()
                .chain(this::rendered)
                .call(table::rendered)
                .map(data -> !data.isEmpty())
                .onFailure()
                .invoke(failure -> RECURRING.error("render", failure, () -> "feed.not_rendered"))
                .onFailure()
                .recoverWithItem(false);
    }

    private Uni<Map<Long, String>> rendered(List<EventData.Bare> drafts) {
        return drafts.isEmpty() || renderers.isEmpty()
                ? Uni.createFrom().item(Map.of())
                : CallersContext.keep(contexts.run(() -> renderers.getFirst().render(drafts)));
    }
}
