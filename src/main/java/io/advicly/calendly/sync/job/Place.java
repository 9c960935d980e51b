package io.advicly.calendly.sync.job;

import java.time.Instant;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// How far a sync has come in what Calendly lists. Pure.
///
/// @param since the earliest start time asked for; null for that of the sync's window. The page
///   token belongs to it
/// @param pageToken the page to read; null for the first
/// @param pageFrom what starts before this has been read from the page already
/// @param reached when the last event of the pages that were read starts, of those that start when
///   it was asked for
/// @param byUser whether Calendly refuses this account to name its organization
/// @param listed whether the last page has been read
public record Place(
        @Nullable Instant since,
        @Nullable String pageToken,
        @Nullable Instant pageFrom,
        @Nullable Instant reached,
        boolean byUser,
        boolean listed) {

    public static final Place START = new Place(null, null, null, null, false, false);

    /// A page is in.
    ///
    /// @param last when its last event starts; null when none says so
    public Place pageRead(@Nullable Instant last, @Nullable String nextPageToken) {
        return new Place(
                since, nextPageToken, null, later(reached, last), byUser, nextPageToken == null);
    }

    /// A part of a page is in.
    public Place stoppedAt(@Nullable Instant from) {
        return new Place(since, pageToken, from, reached, byUser, listed);
    }

    /// The page token is good no more: the list is asked for anew, from the start time reached on,
    /// so that at most a part is read again. What starts at that very time is, as the page may have
    /// ended between such events.
    public Place anew() {
        return new Place(position(), null, position(), reached, byUser, false);
    }

    /// What starts before then cannot be read: the list is asked for anew from there on.
    public Place goingOnAt(Instant start) {
        return new Place(start, null, null, reached, byUser, false);
    }

    public Place byUserAlone() {
        return new Place(since, pageToken, pageFrom, reached, true, listed);
    }

    /// What starts before this is read; null while nothing is.
    @Nullable Instant position() {
        return later(later(since, reached), pageFrom);
    }

    boolean isBeyond(Place other) {
        Instant here = position();
        Instant there = other.position();
        return here != null && (there == null || here.isAfter(there));
    }

    private static @Nullable Instant later(@Nullable Instant one, @Nullable Instant other) {
        return Stream.ofNullable(one)
                .filter(it -> other == null || it.isAfter(other))
                .findFirst()
                .orElse(other);
    }
}
