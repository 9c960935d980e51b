package io.advicly.calendly.scenario;

import com.google.errorprone.annotations.Immutable;
import io.advicly.calendly.testing.Ambush;
import java.util.function.BiFunction;

/// The points of flows 1 to 3 at which the service is killed, each told by what it says to its
/// database or to Calendly there: after each of them something is different on one side.
enum CrashPoint {
    /// Flow 1: the code is spent, the grant is nowhere.
    CODE_EXCHANGED(
            Deed.CONNECT,
            toCalendly(Ambush::atTheAnswerTo, "grant_type=authorization_code"),
            new Left("NOT EXISTS (SELECT FROM calendar_connections)", 0, 1)),
    /// Flow 1: the grant is stored, its account unknown.
    GRANT_STORED(
            Deed.CONNECT,
            toDatabase(
                    Ambush::atTheCommitOf,
                    "INSERT INTO calendar_connections.*WHERE calendly_user_uri IS NULL DO UPDATE"),
            new Left(
                    "EXISTS (SELECT FROM calendar_connections WHERE refresh_token IS NOT NULL"
                            + " AND calendly_user_uri IS NULL)",
                    0,
                    1)),
    /// Flow 1: the old refresh token is dead, the new one nowhere.
    GRANT_REFRESHED(
            Deed.CONNECT_AGAIN,
            toCalendly(Ambush::atTheAnswerTo, "grant_type=refresh_token"),
            new Left(
                    "EXISTS (SELECT FROM calendar_connections WHERE refresh_begun_at IS NOT NULL"
                            + " AND token_version = 1)",
                    1,
                    1)),
    /// Flow 1: the new refresh token is stored.
    REFRESH_STORED(
            Deed.CONNECT_AGAIN,
            toDatabase(
                    Ambush::atTheCommitOf,
                    "UPDATE calendar_connections\\s+SET access_token = .*token_version = token_version \\+ 1"),
            new Left(
                    "EXISTS (SELECT FROM calendar_connections WHERE refresh_begun_at IS NULL"
                            + " AND token_version = 2)",
                    1,
                    1)),
    /// Flow 1: the connection knows its account.
    ACCOUNT_BOUND(
            Deed.CONNECT,
            toDatabase(
                    Ambush::atTheCommitOf,
                    "INSERT INTO calendar_connections.*user_id, provider, calendly_user_uri\\) DO UPDATE"),
            new Left(
                    "EXISTS (SELECT FROM calendar_connections WHERE calendly_user_uri IS NOT NULL"
                            + " AND NOT is_active)",
                    0,
                    1)),
    /// Flow 2: URL token and key are stored, Calendly knows nothing.
    INTENT_STORED(
            Deed.CONNECT,
            toDatabase(Ambush::atTheCommitOf, "INSERT INTO calendly_webhook_subscriptions"),
            new Left(Left.INTENDED, 0, 1)),
    /// Flow 2: Calendly has the subscription, we do not know its URI.
    SUBSCRIPTION_CREATED(
            Deed.CONNECT,
            toCalendly(Ambush::atTheAnswerTo, "POST /webhook_subscriptions"),
            new Left(Left.INTENDED, 1, 1)),
    /// Flow 2: the new subscription is active, its organization is still claimed.
    SUBSCRIPTION_ACTIVATED(
            Deed.CONNECT,
            toDatabase(
                    Ambush::atTheCommitOf,
                    "UPDATE calendly_webhook_subscriptions\\s+SET state = 'ACTIVE', is_active = true"),
            new Left(
                    "EXISTS (SELECT FROM calendly_webhook_subscriptions WHERE is_active)"
                            + " AND EXISTS (SELECT FROM calendly_organizations WHERE claim IS NOT NULL)",
                    1,
                    1)),
    /// Flow 2: exactly one is left, the connection is not active yet.
    SUBSCRIPTION_RECONCILED(
            Deed.CONNECT,
            toDatabase(
                    Ambush::atTheCommitOf,
                    "UPDATE calendly_organizations SET\\s+claim = NULL.*last_outcome"),
            new Left(
                    "EXISTS (SELECT FROM calendar_connections WHERE NOT is_active)"
                            + " AND EXISTS (SELECT FROM calendly_organizations WHERE claim IS NULL)",
                    1,
                    1)),
    /// Flow 1: the connection is active and its sync is stored; nobody was told.
    CONNECTION_ACTIVATED(
            Deed.CONNECT,
            toDatabase(Ambush::atTheCommitOf, "update calendar_connections .*is_active=true"),
            new Left("EXISTS (SELECT FROM calendar_connections WHERE is_active)", 1, 1)),
    /// Flow 3: the user is let go, nothing is cleaned up.
    CLOSING_STARTED(
            Deed.DISCONNECT,
            toDatabase(Ambush::atTheCommitOf, "update calendar_connections .*is_active=false"),
            new Left(Left.CLOSING, 1, 1)),
    /// Flow 3: the subscription is deleted, the grant lives.
    SUBSCRIPTION_RELEASED(
            Deed.DISCONNECT,
            toDatabase(
                    Ambush::atTheCommitOf,
                    "UPDATE calendly_webhook_subscriptions\\s+SET state = \\S+, is_active = false"),
            new Left(Left.CLOSING, 0, 1)),
    /// Flow 3: the grant is revoked, its tokens are still stored.
    GRANT_REVOKED(
            Deed.DISCONNECT,
            toDatabase(Ambush::before, "update calendar_connections .*access_token=null"),
            new Left(Left.CLOSING, 0, 0));

    /// What somebody does meanwhile.
    enum Deed {
        CONNECT,
        CONNECT_AGAIN,
        DISCONNECT
    }

    /// How things stand when the process has died there.
    ///
    /// @param rows a condition in SQL
    /// @param subscriptions of ours at Calendly
    /// @param grants alive at Calendly
    @Immutable
    record Left(String rows, int subscriptions, long grants) {

        private static final String INTENDED =
                "EXISTS (SELECT FROM calendly_webhook_subscriptions WHERE state = 'PENDING'"
                        + " AND webhook_subscription_uri IS NULL)";

        private static final String CLOSING =
                "EXISTS (SELECT FROM calendar_connections WHERE status = 'CLOSING'"
                        + " AND refresh_token IS NOT NULL)";
    }

    /// @param toDatabase whether it is the database that hears it; Calendly otherwise
    private record Spot(
            boolean toDatabase, BiFunction<String, Runnable, Ambush> kind, String said) {}

    private final Deed deed;

    /// Its function is a reference to a method: there is nothing to change.
    @SuppressWarnings("ImmutableEnumChecker")
    private final Spot spot;

    private final Left left;

    CrashPoint(Deed deed, Spot spot, Left left) {
        this.deed = deed;
        this.spot = spot;
        this.left = left;
    }

    private static Spot toDatabase(BiFunction<String, Runnable, Ambush> kind, String said) {
        return new Spot(true, kind, said);
    }

    private static Spot toCalendly(BiFunction<String, Runnable, Ambush> kind, String said) {
        return new Spot(false, kind, said);
    }

    Deed deed() {
        return deed;
    }

    Left left() {
        return left;
    }

    boolean isInDatabase() {
        return spot.toDatabase();
    }

    Ambush ambush(Runnable kill) {
        return spot.kind().apply(spot.said(), kill);
    }
}
