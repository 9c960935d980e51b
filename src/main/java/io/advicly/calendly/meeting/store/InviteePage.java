package io.advicly.calendly.meeting.store;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonInclude.Include;
import com.fasterxml.jackson.databind.PropertyNamingStrategies.SnakeCaseStrategy;
import com.fasterxml.jackson.databind.annotation.JsonNaming;
import io.quarkus.runtime.annotations.RegisterForReflection;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// A page of a meeting's invitees, in the order in which they were invited.
///
/// @param nextCursor null on the last page
@RegisterForReflection
@JsonNaming(SnakeCaseStrategy.class)
@JsonInclude(Include.ALWAYS)
public record InviteePage(List<InviteeView> invitees, @Nullable String nextCursor) {

    /// How many a meeting shows by itself.
    public static final int FIRST = 200;

    /// @param found one more than a page may have, when there are more
    public static <T> InviteePage of(
            List<T> found,
            int limit,
            Function<T, InviteeView> view,
            Function<T, InviteePlace> place) {
        boolean more = found.size() > limit;
        List<T> shown = more ? found.subList(0, limit) : found;
        return new InviteePage(
                shown.stream().map(view).toList(),
                more ? place.apply(shown.getLast()).encode() : null);
    }
}
