package io.advicly.calendly.destination;

import io.advicly.calendly.destination.send.AddressGuard;
import io.advicly.calendly.destination.send.AddressRefusedException;
import io.advicly.calendly.destination.send.DestinationSecrets;
import io.advicly.calendly.destination.send.DestinationSender;
import io.advicly.calendly.destination.send.Sending;
import io.advicly.calendly.destination.send.WebhookSecret;
import io.advicly.calendly.destination.work.WantedTypes;
import io.advicly.calendly.feed.Event;
import io.advicly.calendly.feed.EventType;
import io.advicly.calendly.feed.read.FeedReader;
import io.advicly.calendly.platform.chain.CallersContext;
import io.advicly.calendly.platform.journal.Journal;
import io.advicly.calendly.platform.journal.JournalEntry;
import io.advicly.calendly.platform.journal.Reasons;
import io.advicly.calendly.platform.list.QueryParameters;
import io.advicly.calendly.platform.problem.ProblemType;
import io.advicly.calendly.platform.problem.Problems;
import io.advicly.calendly.platform.text.CleanText;
import io.advicly.calendly.security.cipher.SecretString;
import io.advicly.calendly.security.identity.BackendCaller;
import io.quarkiverse.resteasy.problem.HttpProblem;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Instant;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// What a backend does with its destinations. Nothing is sent from here but tests.
@ApplicationScoped
public class Destinations {

    private static final int LONGEST_DESCRIPTION = 500;
    private static final String HELD = "held";

    private final DestinationTable table;
    private final AddressGuard guard;
    private final DestinationSecrets secrets;
    private final DestinationSender sender;
    private final FeedReader feed;
    private final Journal journal;
    private final Clock clock;

    Destinations(
            DestinationTable table,
            AddressGuard guard,
            DestinationSecrets secrets,
            DestinationSender sender,
            FeedReader feed,
            Journal journal,
            Clock clock) {
        this.table = table;
        this.guard = guard;
        this.secrets = secrets;
        this.sender = sender;
        this.feed = feed;
        this.journal = journal;
        this.clock = clock;
    }

    Uni<CreatedDestination> create(BackendCaller caller, @Nullable NewDestination wanted) {
        if (wanted == null || wanted.url() == null) {
            throw QueryParameters.invalid("url must be the address that events are sent to.");
        }
        String @Nullable [] types = types(wanted.types());
        String description = description(wanted.description());
        boolean paused = Boolean.TRUE.equals(wanted.paused());
        UUID id = UUID.randomUUID();
        SecretString secret = WebhookSecret.random();
        StoredDestination made =
                new StoredDestination(
                        id, caller.claimedTenant(), wanted.url(), secrets.seal(id, secret), null);
        return CallersContext.keep(checked(wanted.url()))
                .chain(() -> CallersContext.keep(table.add(made, types, paused, description)))
                .chain(() -> note(caller, made.tenantId(), id, "created"))
                .chain(() -> view(caller, id))
                .map(view -> new CreatedDestination(view, secret.reveal()));
    }

    Uni<DestinationPage> page(
            BackendCaller caller, @Nullable String limit, @Nullable String cursor) {
        return table.page(
                        caller,
                        QueryParameters.limit(limit),
                        Optional.ofNullable(cursor).map(QueryParameters::cursor))
                .map(slice -> new DestinationPage(slice.rows(), slice.nextCursor()));
    }

    Uni<DestinationView> view(BackendCaller caller, UUID id) {
        return CallersContext.keep(table.view(caller, id))
                .map(found -> found.orElseThrow(Destinations::notFound));
    }

    Uni<DestinationView> change(BackendCaller caller, UUID id, @Nullable DestinationChange wanted) {
        if (wanted == null) {
            throw QueryParameters.invalid("say what is to be changed.");
        }
        String @Nullable [] types = types(wanted.types());
        DestinationChange change =
                new DestinationChange(
                        wanted.url(),
                        wanted.types(),
                        wanted.paused(),
                        description(wanted.description()));
        Uni<Void> good = wanted.url() == null ? Uni.createFrom().voidItem() : checked(wanted.url());
        return stored(caller, id)
                .call(() -> CallersContext.keep(good))
                .chain(found -> changeAndNote(found, caller, id, change, wanted, types))
                .chain(() -> view(caller, id));
    }

    private Uni<Void> changeAndNote(
            StoredDestination found,
            BackendCaller caller,
            UUID id,
            DestinationChange change,
            DestinationChange wanted,
            String @Nullable [] types) {
        return CallersContext.keep(table.change(caller, id, change, wanted.types() != null, types))
                .invoke(Destinations::found)
                .chain(() -> note(caller, found.tenantId(), id, "changed"));
    }

    Uni<Void> remove(BackendCaller caller, UUID id) {
        return stored(caller, id)
                .chain(found ->
                        CallersContext.keep(table.remove(caller, id))
                                .invoke(Destinations::found)
                                .chain(() -> note(caller, found.tenantId(), id, "deleted")));
    }

    public Uni<NewSecret> rotate(DestinationActor actor, UUID id) {
        SecretString secret = WebhookSecret.random();
        return stored(actor.reach(), id)
                .call(() -> rotated(actor.reach(), id, secret))
                .chain(found -> note(actor, found.tenantId(), id, "secret_changed"))
                .replaceWith(new NewSecret(secret.reveal()));
    }

    private Uni<Void> rotated(BackendCaller reach, UUID id, SecretString secret) {
        return CallersContext.keep(table.rotate(reach, id, secrets.seal(id, secret)))
                .invoke(Destinations::found)
                .replaceWithVoid();
    }

    /// No transaction is open meanwhile, and nothing else is held.
    public Uni<TestAnswer> test(DestinationActor actor, UUID id) {
        return stored(actor.reach(), id)
                .call(found -> note(actor, found.tenantId(), id, "tested"))
                .chain(found -> CallersContext.keep(sender.send(trial(found))))
                .map(TestAnswer::of);
    }

    private Sending trial(StoredDestination destination) {
        List<SecretString> good =
                secrets.open(destination.id(), destination.secret(), destination.previousSecret());
        if (good.isEmpty()) {
            throw Problems.of(
                    ProblemType.REQUEST_INVALID,
                    "The secret of this destination cannot be read any more: make a new one.");
        }
        return new Sending(
                destination.url(),
                "test_" + UUID.randomUUID(),
                Sending.trial(
                        clock.instant(),
                        destination.tenantId(),
                        "{\"destination_id\":\"" + destination.id() + "\"}"),
                good);
    }

    public Uni<AttemptPage> attempts(BackendCaller caller, UUID id, AttemptQuery query) {
        return stored(caller, id)
                .chain(() -> CallersContext.keep(table.attempts(caller, id, query)))
                .map(slice -> new AttemptPage(slice.rows(), slice.nextCursor()));
    }

    public Uni<Resumed> resume(DestinationActor actor, UUID id, @Nullable ResumeRequest request) {
        BackendCaller caller = actor.reach();
        String from = request == null ? null : request.from();
        if (from == null) {
            throw noPlace();
        }
        return stored(caller, id)
                .chain(() -> CallersContext.keep(after(from)))
                .chain(after ->
                        CallersContext.keep(
                                table.resume(
                                        caller, id, after.isEmpty() ? null : after.getAsLong())))
                .map(found -> found.orElseThrow(Destinations::notFound))
                .call(view -> note(actor, view.tenantId(), id, "resumed"))
                .map(view -> new Resumed(view.behind().events()));
    }

    /// @return after which position; empty for what was held
    private Uni<OptionalLong> after(String from) {
        if (from.equals(HELD)) {
            return Uni.createFrom().item(OptionalLong.empty());
        }
        OptionalLong event = Event.position(from);
        return event.isPresent()
                ? kept(event.getAsLong())
                : feed.at(time(from)).map(OptionalLong::of);
    }

    private Uni<OptionalLong> kept(long position) {
        return feed.oldest()
                .chain(oldest -> feed.latest().map(latest -> place(position, oldest, latest)));
    }

    private static OptionalLong place(long position, long oldest, long latest) {
        if (position < oldest || position > latest) {
            throw QueryParameters.invalid(
                    "from must be an event that is still there: the oldest is %s, the latest %s."
                            .formatted(Event.id(oldest), Event.id(latest)));
        }
        return OptionalLong.of(position - 1);
    }

    private static Instant time(String from) {
        try {
            return QueryParameters.time("from", from);
        } catch (HttpProblem noTime) {
            throw noPlace();
        }
    }

    private static HttpProblem noPlace() {
        return QueryParameters.invalid(
                "from must be the id of an event, an ISO-8601 time, or \"held\".");
    }

    private Uni<StoredDestination> stored(BackendCaller caller, UUID id) {
        return CallersContext.keep(table.stored(caller, id))
                .map(found -> found.orElseThrow(Destinations::notFound));
    }

    /// It may have been deleted meanwhile.
    private static void found(boolean done) {
        if (!done) {
            throw notFound();
        }
    }

    private Uni<Void> checked(String url) {
        return guard.check(url)
                .onFailure(AddressRefusedException.class)
                .transform(refused ->
                        QueryParameters.invalid(
                                "url %s.".formatted(((AddressRefusedException) refused).why())));
    }

    private static String @Nullable [] types(@Nullable List<String> wanted) {
        if (wanted == null || wanted.isEmpty()) {
            return null;
        }
        Set<EventType> types = EnumSet.noneOf(EventType.class);
        wanted.forEach(code -> types.add(type(code)));
        return WantedTypes.codes(types);
    }

    private static EventType type(@Nullable String code) {
        return EventType.find(String.valueOf(code)).orElseThrow(() -> noSuchType(code));
    }

    private static HttpProblem noSuchType(@Nullable String code) {
        return QueryParameters.invalid(
                "types must hold types of events, such as meeting.booked; there is no %s."
                        .formatted(CleanText.shortened(CleanText.of(String.valueOf(code)), 50)));
    }

    private static @Nullable String description(@Nullable String text) {
        String clean = CleanText.ofNullable(text);
        if (clean != null && clean.length() > LONGEST_DESCRIPTION) {
            throw QueryParameters.invalid(
                    "description must have no more than %d characters."
                            .formatted(LONGEST_DESCRIPTION));
        }
        return clean;
    }

    private Uni<Void> note(BackendCaller caller, String tenant, UUID id, String what) {
        return note(DestinationActor.backend(caller), tenant, id, what);
    }

    private Uni<Void> note(DestinationActor actor, String tenant, UUID id, String what) {
        JournalEntry done =
                new JournalEntry("destination." + what, tenant, null, null, null, Map.of())
                        .with("destination", id)
                        .by(actor.tenantId(), actor.name());
        return journal.note(Reasons.with(done, actor.reason()));
    }

    public static HttpProblem notFound() {
        return Problems.of(ProblemType.NOT_FOUND, "You have no destination with this id.");
    }
}
