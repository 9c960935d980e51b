package io.advicly.calendly.sync;

import io.advicly.calendly.calendly.Calendly;
import io.advicly.calendly.calendly.EventPage;
import io.advicly.calendly.calendly.EventQuery;
import io.advicly.calendly.calendly.ScheduledEvent;
import io.advicly.calendly.connection.LinkedAccount;
import io.advicly.calendly.meeting.MeetingProjection;
import io.advicly.calendly.platform.CallersContext;
import io.advicly.calendly.security.SecretString;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;

/// Reads one page of scheduled events into meetings: its events one after the other, each with all
/// its invitees.
@ApplicationScoped
class SyncPages {

    private final Calendly calendly;
    private final MeetingProjection meetings;
    private final SyncJobs jobs;

    SyncPages(Calendly calendly, MeetingProjection meetings, SyncJobs jobs) {
        this.calendly = calendly;
        this.meetings = meetings;
        this.jobs = jobs;
    }

    /// @return the job at its next page; its page token is null when that was the last one
    Uni<SyncJob> next(SyncJob job, LinkedAccount account, SecretString accessToken) {
        EventQuery query =
                new EventQuery(account.organizationUri(), account.uri(), job.from(), job.to());
        return CallersContext.keep(calendly.scheduledEvents(accessToken, query, job.pageToken()))
                .call(page -> project(page, account, accessToken))
                .chain(page -> jobs.pageDone(job, page.nextPageToken(), page.events().size()));
    }

    private Uni<Void> project(EventPage page, LinkedAccount account, SecretString accessToken) {
        return Multi.createFrom()
                .iterable(page.events())
                .onItem()
                .transformToUniAndConcatenate(event -> project(event, account, accessToken))
                .onItem()
                .ignoreAsUni();
    }

    private Uni<Boolean> project(
            ScheduledEvent event, LinkedAccount account, SecretString accessToken) {
        return CallersContext.keep(calendly.invitees(accessToken, event.uri()).collect().asList())
                .chain(invitees -> meetings.apply(account.organizationUri(), event, invitees))
                .replaceWith(true);
    }
}
