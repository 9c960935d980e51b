package io.advicly.calendly.connection.token;

import io.advicly.calendly.calendly.Access;
import io.advicly.calendly.calendly.Calendly;
import io.advicly.calendly.calendly.ReadEvent;
import io.advicly.calendly.calendly.event.ScheduledEvent;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.UUID;
import java.util.function.BiFunction;
import org.jspecify.annotations.Nullable;

/// Reads a scheduled event with the grant of whoever of its organization may: its hosts first, then
/// who carries the subscription, then owners and admins, then others.
@ApplicationScoped
public class EventReaders {

    /// Whom asking in vain costs no more than a look.
    private static final int MOST = 10;

    private final EventReaderRepository rows;
    private final AccessTokens tokens;
    private final Calendly calendly;

    public EventReaders(EventReaderRepository rows, AccessTokens tokens, Calendly calendly) {
        this.rows = rows;
        this.tokens = tokens;
        this.calendly = calendly;
    }

    /// To be called outside any transaction. Fails with what asking again later may change.
    ///
    /// @param carrier asked although it may be leaving; null for nobody
    public Uni<ReadEvent> read(String organizationUri, String eventUri, @Nullable UUID carrier) {
        return read(
                organizationUri,
                eventUri,
                carrier,
                (reader, access) -> calendly.scheduledEvent(access, eventUri));
    }

    /// The same for whoever has more to do with the grant that may read the event.
    ///
    /// @param call reads the event with the grant of a connection, and may be repeated
    public Uni<ReadEvent> read(
            String organizationUri,
            String eventUri,
            @Nullable UUID carrier,
            BiFunction<UUID, Access, Uni<ScheduledEvent>> call) {
        return rows.readers(organizationUri, eventUri, carrier, MOST)
                .chain(readers -> askInTurn(readers, call));
    }

    private Uni<ReadEvent> askInTurn(
            List<UUID> readers, BiFunction<UUID, Access, Uni<ScheduledEvent>> call) {
        return AskedInTurn.of(
                readers,
                reader -> tokens.with(reader, access -> asked(access, call.apply(reader, access))));
    }

    private Uni<ScheduledEvent> asked(Access access, Uni<ScheduledEvent> call) {
        return RefusedToken.orRefusal(calendly, access, call);
    }
}
