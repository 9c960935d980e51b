package io.advicly.calendly.history;

/// Something that happens in a history. Users, accounts, organizations and bookings are numbers;
/// one that makes no sense when its turn has come does nothing, so that any step can be left out.
sealed interface Step {

    /// Asks to be connected, and consents with that account if a consent is needed.
    record Connect(int user, int account, int replica) implements Step {}

    /// The same, but leaves out some of the scopes that the consent page asks for.
    record ConnectWithout(int user, int account, int replica, String scopes) implements Step {}

    /// Asks for another account.
    record Switch(int user, int account, int replica) implements Step {}

    record Disconnect(int user, boolean purge, int replica) implements Step {}

    /// One after the other.
    record EverybodyLeaves() implements Step {}

    record SyncNow(int user, int replica) implements Step {}

    /// Somebody books the account's own event type.
    record Book(int account) implements Step {}

    /// So many book it, one after the other, so many milliseconds apart.
    record BookOften(int account, int times, int millis) implements Step {}

    record Cancel(int booking) implements Step {}

    record Reschedule(int booking) implements Step {}

    /// Calendly makes the account an admin or a plain member.
    record Role(int account, boolean admin) implements Step {}

    /// Calendly moves the account to the other organization, as a plain member.
    record Move(int account) implements Step {}

    /// The account's owner withdraws the consent at Calendly.
    record Revoke(int account) implements Step {}

    /// A subscription of ours is disabled or deleted behind our back.
    record Spoil(int organization, int which, boolean delete) implements Step {}

    /// The access tokens of the account end early.
    record Expire(int account) implements Step {}

    /// The next calls of an endpoint go wrong.
    record Fail(String endpoint, Trouble trouble, int times) implements Step {}

    /// Calls of one account alone go wrong: its grant is not renewed, or the API does not answer
    /// it.
    record Sick(int account, boolean token, Trouble trouble, int times) implements Step {}

    /// Calendly refuses the organization new subscriptions, as its plan has none, or no more.
    record Plan(int organization, boolean allowed) implements Step {}

    /// Plans are as they were, too.
    record FaultsEnd() implements Step {}

    /// The database is away for a while; what follows happens meanwhile.
    ///
    /// @param killed whether it is killed and started again, else it stands still
    record DatabaseAway(boolean killed, int millis) implements Step {}

    /// A process is killed so many milliseconds after the step has begun, and stays away.
    record KillDuring(Step step, int replica, int millis) implements Step {}

    /// The other one begins so many milliseconds after the one, whether that has ended or not.
    record Together(Step one, Step other, int millis) implements Step {}

    /// A process is stopped as Kubernetes does, or was killed before, and is started again.
    record Restart(int replica) implements Step {}

    /// Hours pass: access tokens end, what waits for its time is due, Calendly repeats deliveries.
    record TimePasses() implements Step {}

    /// The sweep has its time.
    record Pause(int millis) implements Step {}

    /// What is drawn only with `-Dhistory.more=true`.
    sealed interface More extends Step {

        /// A process is stopped, or killed, and started with another configuration.
        record Reconfigure(int replica, Variant variant, boolean killed) implements More {}

        /// A process stands still, and goes on later as if no time had passed.
        record Freeze(int replica, int millis) implements More {}

        /// An operator who does not wait: asks so many times for an organization's reconciliation.
        record Reconcile(int organization, int times, int replica) implements More {}

        /// An operator has a user's calendar read, or the grant renewed.
        record Operate(int user, boolean refresh, int replica) implements More {}

        /// There is a second subscription with the address of one of ours, as after a create that
        /// was answered by none and was made twice.
        record Twice(int organization, int which) implements More {}

        /// The next answers about subscriptions are odd.
        record Odd(String endpoint, Oddity oddity, int times) implements More {}
    }
}
