package io.advicly.calendly.sync.read;

import io.advicly.calendly.calendly.Access;
import io.advicly.calendly.calendly.Calendly;
import io.advicly.calendly.calendly.CalendlyFailure;
import io.advicly.calendly.calendly.CalendlyOperation;
import io.advicly.calendly.calendly.event.EventPage;
import io.advicly.calendly.calendly.event.EventQuery;
import io.advicly.calendly.calendly.event.ScheduledEvent;
import io.advicly.calendly.connection.LinkedAccount;
import io.advicly.calendly.meeting.projection.MeetingProjection;
import io.advicly.calendly.platform.chain.CallersContext;
import io.advicly.calendly.platform.chain.Unis;
import io.advicly.calendly.sync.job.PageResult;
import io.advicly.calendly.sync.job.Place;
import io.advicly.calendly.sync.job.SeenRepository;
import io.advicly.calendly.sync.job.SyncJob;
import io.advicly.calendly.sync.job.SyncJobs;
import io.advicly.calendly.sync.job.SyncSettings;
import io.quarkus.runtime.ShutdownDelayInitiatedEvent;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Reads a page of scheduled events into meetings, or as much of it as fits into a turn: its events
/// one after the other, each with all its invitees, a page of them after the other.
///
/// The invitees of every event are asked for every time. That an invitee changes is not documented
/// to change its event's `updated_at`, and a no-show surely does not.
@ApplicationScoped
public class SyncPages {

    private final Calendly calendly;
    private final MeetingProjection meetings;
    private final ForeignEvents foreign;
    private final LargeEvents large;
    private final SyncJobs jobs;
    private final CallBudgets budgets;
    private final SyncSettings settings;
    private final Clock clock;
    private volatile boolean stopping;

    SyncPages(
            Calendly calendly,
            MeetingProjection meetings,
            ForeignEvents foreign,
            LargeEvents large,
            SyncJobs jobs,
            CallBudgets budgets,
            SyncSettings settings,
            Clock clock) {
        this.calendly = calendly;
        this.meetings = meetings;
        this.foreign = foreign;
        this.large = large;
        this.jobs = jobs;
        this.budgets = budgets;
        this.settings = settings;
        this.clock = clock;
    }

    void stop(@Observes ShutdownDelayInitiatedEvent announced) {
        stopping = true;
    }

    /// A failure is a [PageResult] too, which knows how far it came. Fails only where the grant is
    /// at fault: a token that has ended early, with which the whole turn is repeated once there is
    /// another one, and a consent that does not cover the call.
    public Uni<PageResult> turn(SyncJob job, LinkedAccount account, Access access) {
        Duration pause = budgets.pause(job.connectionId(), access.token());
        return pause.isZero()
                ? read(job, account, access)
                : Unis.item(PageResult.paused(job, pause));
    }

    private Uni<PageResult> read(SyncJob job, LinkedAccount account, Access access) {
        return begun(job).chain(() -> readOn(job, account, access));
    }

    private Uni<Void> begun(SyncJob job) {
        return job.pages() == 0 ? meetings.spelled(job.connectionId()) : Unis.nothing();
    }

    private Uni<PageResult> readOn(SyncJob job, LinkedAccount account, Access access) {
        Instant asked = clock.instant();
        Place place = job.place();
        return page(job, place, account, access)
                .onFailure(failure -> place.pageToken() == null && isAbout(place, failure))
                .recoverWithUni(() -> page(job, place.byUserAlone(), account, access))
                .chain(page -> new Reading(job, account, access, asked, page).turn())
                .onFailure(failure -> place.pageToken() != null && isAbout(place, failure))
                .recoverWithItem(() -> byUserAlone(place))
                .onFailure(failure -> isAboutTheToken(place, failure))
                .recoverWithItem(() -> anew(place, "Calendly refuses its page token"))
                .onFailure(CalendlyFailure.Unreadable.class)
                .recoverWithUni(() -> past(job, account, access))
                .onFailure(SyncPages::isAboutTheTurn)
                .recoverWithItem(
                        failure -> new PageResult.Failed(PageResult.Won.nothing(place), failure));
    }

    /// Past an event that is by itself more than is read of an answer: it counts as one that cannot
    /// be read.
    private Uni<PageResult> past(SyncJob job, LinkedAccount account, Access access) {
        Place place = job.place();
        Instant from = Objects.requireNonNullElse(place.anew().since(), job.since());
        return large.endOf(query(job, place, account, from), access, search(job, access))
                .invoke(end -> noted(end, access))
                .map(end -> past(job, end))
                .onFailure(failure -> isAbout(place, failure))
                .recoverWithItem(() -> byUserAlone(place));
    }

    /// It has the user's calls and the time of a turn, as a page has.
    private LargeEvents.Bounds search(SyncJob job, Access access) {
        Instant end = clock.instant().plus(settings.turn());
        return new LargeEvents.Bounds(
                () -> budgets.used(job.connectionId()), () -> mustStop(job, access, end));
    }

    private boolean mustStop(SyncJob job, Access access, Instant end) {
        return stopping
                || !clock.instant().isBefore(end)
                || !budgets.pause(job.connectionId(), access.token()).isZero();
    }

    private static void noted(LargeEvents.Way end, Access access) {
        if (end.isBehind()) {
            access.unread().add(CalendlyOperation.GET_EVENT, 1);
        }
    }

    private static PageResult past(SyncJob job, LargeEvents.Way end) {
        Place place = job.place();
        return new PageResult.GoesOn(
                PageResult.Won.nothing(
                        end.at().isBefore(job.to())
                                ? place.goingOnAt(end.at())
                                : place.pageRead(null, null)),
                Duration.ZERO,
                "an event is larger than this service reads");
    }

    private static EventQuery query(SyncJob job, Place place, LinkedAccount account, Instant from) {
        return new EventQuery(
                place.byUser() ? null : account.organizationUri(), account.uri(), from, job.to());
    }

    /// A page of the list, and by which question it was got.
    ///
    /// @param passedOver the URIs of those that are not to be taken in
    private record Page(Place place, EventQuery asked, EventPage events, Set<String> passedOver) {}

    private Uni<Page> page(SyncJob job, Place place, LinkedAccount account, Access access) {
        EventQuery query = query(job, place, account, job.since());
        budgets.used(job.connectionId());
        return CallersContext.keep(calendly.scheduledEvents(access, query, place.pageToken()))
                .chain(events ->
                        passedOver(job, place, events, account)
                                .map(those -> new Page(place, query, events, those)));
    }

    private Uni<Set<String>> passedOver(
            SyncJob job, Place place, EventPage page, LinkedAccount account) {
        List<String> uris = page.events().stream().map(ScheduledEvent::uri).toList();
        return foreign(place, page, account)
                .chain(foreign -> jobs.seen(job, uris).map(seen -> both(foreign, seen, job, page)));
    }

    private static Set<String> both(
            Set<String> foreign, Set<String> seen, SyncJob job, EventPage page) {
        Set<String> all = new HashSet<>(foreign);
        all.addAll(PageWalk.again(page.events(), seen, job.beganAt()));
        return all;
    }

    private Uni<Set<String>> foreign(Place place, EventPage page, LinkedAccount account) {
        return place.byUser() ? foreign.among(page.events(), account) : Unis.item(Set.of());
    }

    private static PageResult byUserAlone(Place place) {
        return anew(place.byUserAlone(), "Calendly refuses to tell by organization");
    }

    private static PageResult anew(Place place, String note) {
        return new PageResult.GoesOn(PageResult.Won.nothing(place.anew()), Duration.ZERO, note);
    }

    /// Whether a plain member is refused the filter by organization (docs/calendly-api.md 1.11).
    /// The sync remembers it; a page token belongs to the question with the filter, so it is lost.
    private static boolean isAbout(Place place, Throwable failure) {
        return !place.byUser()
                && failure instanceof CalendlyFailure.Forbidden forbidden
                && forbidden.reason() == CalendlyFailure.Forbidden.Reason.PERMISSION;
    }

    private static boolean isAboutTheToken(Place place, Throwable failure) {
        return place.pageToken() != null
                && (failure instanceof CalendlyFailure.Rejected
                        || failure instanceof CalendlyFailure.NotFound);
    }

    static boolean isAboutTheTurn(Throwable failure) {
        return !(failure instanceof CalendlyFailure.Unauthenticated)
                && !(failure instanceof CalendlyFailure.Forbidden forbidden
                        && forbidden.reason() == CalendlyFailure.Forbidden.Reason.SCOPE);
    }

    /// A page on its way into the meetings.
    private final class Reading {

        private final SyncJob job;
        private final Access access;
        private final Page page;
        private final EventTaking taking;
        private final PageWalk walk;
        private final Instant end;
        private final List<String> seen = new ArrayList<>();

        Reading(SyncJob job, LinkedAccount account, Access access, Instant asked, Page page) {
            this.job = job;
            this.access = access;
            this.page = page;
            this.taking =
                    new EventTaking(
                            calendly,
                            meetings,
                            budgets,
                            clock,
                            new EventTaking.Turn(
                                    job, account, access, asked, page.events.events()));
            this.walk = new PageWalk(page.events.events(), page.asked, page.place.pageFrom());
            this.end = clock.instant().plus(settings.turn());
        }

        Uni<PageResult> turn() {
            if (walk.isDone()) {
                return Unis.item(ended());
            }
            return Multi.createBy()
                    .repeating()
                    .uni(this::one)
                    .whilst(more -> more)
                    .onItem()
                    .ignoreAsUni()
                    .map(done -> ended())
                    .onFailure(SyncPages::isAboutTheTurn)
                    .recoverWithItem(failure -> new PageResult.Failed(stopped(), failure));
        }

        /// @return whether to go on
        private Uni<Boolean> one() {
            ScheduledEvent event = walk.current();
            return (page.passedOver.contains(event.uri()) ? Unis.item(true) : taking.take(event))
                    .map(isThere -> moveOn(event, isThere));
        }

        private boolean moveOn(ScheduledEvent event, boolean isThere) {
            if (isThere) {
                seen.add(event.uri());
            }
            walk.advance();
            return !walk.isDone() && !(walk.mayStop() && mustStop(job, access, end));
        }

        private PageResult ended() {
            return walk.isDone()
                    ? new PageResult.GoesOn(read(), Duration.ZERO, note())
                    : new PageResult.GoesOn(
                            stopped(), budgets.pause(job.connectionId(), access.token()), null);
        }

        private @Nullable String note() {
            return isLost() ? "Calendly does not say how its list goes on" : null;
        }

        /// Whether only the start time says where to go on: there is no token, or the one that led
        /// here, which would lead here for ever.
        private boolean isLost() {
            String next = page.events.nextPageToken();
            return page.events.mayGoOn() || (next != null && next.equals(page.place.pageToken()));
        }

        private PageResult.Won read() {
            if (page.events.events().isEmpty()) {
                seen.add(SeenRepository.page(page.place.since(), page.place.pageToken()));
            }
            Place place = page.place.pageRead(walk.end(), page.events.nextPageToken());
            return new PageResult.Won(isLost() ? place.anew() : place, seen, 1, true);
        }

        private PageResult.Won stopped() {
            Instant here = walk.position();
            Place place = page.place.stoppedAt(here == null ? page.place.pageFrom() : here);
            return new PageResult.Won(place, seen, 0, true);
        }
    }
}
