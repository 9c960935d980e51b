package io.advicly.calendly.lifecycle.history;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.databind.PropertyNamingStrategies.SnakeCaseStrategy;
import com.fasterxml.jackson.databind.annotation.JsonNaming;
import io.quarkus.runtime.annotations.RegisterForReflection;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What happened to one thing, the latest first.
///
/// @param before where the next page begins, for its `before`; null on the last page
@RegisterForReflection
@JsonNaming(SnakeCaseStrategy.class)
public record History(List<Happened> entries, @Nullable Instant before) {

    /// @param kind `audit`, `delivery`, `sync`, `event` or `grant`
    /// @param what in the words of the log: an action, what Calendly delivered, an event's type
    /// @param says in words
    /// @param id of the delivery, the sync, the audit's entry
    /// @param ok whether it went well
    /// @param actor who did it, where that was not the user
    /// @param changed which fields of a meeting are other than before
    /// @param cause what it came of, where that is known
    /// @param times how often in a row, where more than once
    @RegisterForReflection
    @JsonNaming(SnakeCaseStrategy.class)
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record Happened(
            Instant at,
            String kind,
            String what,
            String says,
            @Nullable String id,
            boolean ok,
            @Nullable String actor,
            @Nullable List<String> changed,
            @Nullable Cause cause,
            @Nullable Integer times) {

        static Happened told(Instant at, String kind, String what, String says) {
            return new Happened(at, kind, what, says, null, true, null, null, null, null);
        }

        Happened often(int more) {
            return new Happened(at, kind, what, says, id, ok, actor, changed, cause, more);
        }

        private boolean repeats(Happened later) {
            return kind.equals(later.kind)
                    && what.equals(later.what)
                    && says.equals(later.says)
                    && kind.equals("audit");
        }
    }

    /// @param kind `delivery` or `sync`
    @RegisterForReflection
    public record Cause(String kind, String id) {}

    /// A page of what was found, of which there may be one too many. What happened at the very time
    /// of the first that is left over is left over too, so that no page begins between them.
    static History page(List<Happened> found, int limit) {
        if (found.size() <= limit) {
            return new History(folded(found), null);
        }
        Instant over = found.get(limit).at();
        List<Happened> kept = found.stream().filter(it -> it.at().isAfter(over)).toList();
        List<Happened> shown = kept.isEmpty() ? found.subList(0, limit) : kept;
        return new History(folded(shown), shown.getLast().at());
    }

    /// What was noted again and again is told once.
    private static List<Happened> folded(List<Happened> all) {
        List<Happened> told = new ArrayList<>();
        int times = 1;
        for (Happened next : all) {
            if (!told.isEmpty() && next.repeats(told.getLast())) {
                times++;
                told.set(told.size() - 1, told.getLast().often(times));
            } else {
                times = 1;
                told.add(next);
            }
        }
        return told;
    }
}
