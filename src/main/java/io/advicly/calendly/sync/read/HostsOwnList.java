package io.advicly.calendly.sync.read;

import io.advicly.calendly.calendly.Access;
import io.advicly.calendly.calendly.Calendly;
import io.advicly.calendly.calendly.CalendlyFailure;
import io.advicly.calendly.calendly.CalendlyUri;
import io.advicly.calendly.calendly.event.EventPage;
import io.advicly.calendly.calendly.event.EventQuery;
import io.advicly.calendly.connection.LinkedAccount;
import io.advicly.calendly.platform.chain.CallersContext;
import io.advicly.calendly.sync.job.SeenRepository;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;

/// What an account hosts, in former organizations too, as it is listed by user alone: the last word
/// on a meeting that a sync has not seen and that nobody may read.
@ApplicationScoped
class HostsOwnList {

    /// Around the start: how times are compared at the ends is not documented.
    private static final Duration AROUND = Duration.ofSeconds(1);

    private final Calendly calendly;

    HostsOwnList(Calendly calendly) {
        this.calendly = calendly;
    }

    /// @return false also where that cannot be told
    Uni<Boolean> lacks(SeenRepository.Unlisted meeting, LinkedAccount account, Access access) {
        EventQuery query =
                new EventQuery(
                        null,
                        account.uri(),
                        meeting.start().minus(AROUND),
                        meeting.start().plus(AROUND));
        int doubts = access.unread().doubts();
        return CallersContext.keep(calendly.scheduledEvents(access, query, null))
                // What could not be read, or was not told, may be what is looked for.
                .map(page -> access.unread().doubts() == doubts && lacks(page, meeting.uri()))
                .onFailure(HostsOwnList::tellsNothing)
                .recoverWithItem(false);
    }

    private static boolean lacks(EventPage page, String event) {
        return page.nextPageToken() == null
                && page.events().stream().noneMatch(it -> CalendlyUri.isSame(it.uri(), event));
    }

    private static boolean tellsNothing(Throwable failure) {
        return failure instanceof CalendlyFailure.Forbidden
                || failure instanceof CalendlyFailure.NotFound
                || failure instanceof CalendlyFailure.Rejected;
    }
}
