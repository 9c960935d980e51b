package io.advicly.calendly.history;

import io.advicly.calendly.testing.Gen;
import java.util.ArrayList;
import java.util.List;
import java.util.function.IntSupplier;

/// Steps that belong together: what goes wrong goes on going wrong for a while, and somebody does
/// something meanwhile. Steps that are drawn one by one hardly ever meet like that.
final class Motifs {

    private static final List<String> OF_SUBSCRIPTIONS =
            List.of("webhook_create", "webhook_delete", "webhook_list", "webhook_get");

    static final List<String> OF_CONNECTING =
            List.of("users_me", "exchange", "revoke", "webhook_create", "webhook_list");

    private static final List<String> SCOPES =
            List.of("webhooks:write", "webhooks:read webhooks:write", "scheduled_events:read");

    private final Gen gen;
    private final int users;
    private final IntSupplier account;
    private final LeavingMotifs leaving;

    Motifs(Gen gen, int users, IntSupplier account) {
        this.gen = gen;
        this.users = users;
        this.account = account;
        leaving = new LeavingMotifs(gen, users);
    }

    /// A fault of that endpoint, up to so many times.
    static Step.Fail fault(Gen gen, String endpoint, int times) {
        Trouble trouble = gen.oneOf(Trouble.OF.getOrDefault(endpoint, List.of()));
        return new Step.Fail(endpoint, trouble, 1 + gen.upTo(times));
    }

    List<Step> any() {
        return switch (gen.upTo(24)) {
            case 0 -> lostSubscription();
            case 1 -> stubbornCall();
            case 2 -> everybodyRevoked();
            case 3 -> race();
            case 4 -> longOutage();
            case 5 -> bookedWhileLost();
            case 6 -> bookedBehindTheSync();
            case 7 -> leaving.comingAndLeaving();
            case 8 -> givenUpEarly();
            case 9 -> unfinishedSwitch();
            case 10, 11, 12 -> bookedWhileCreated();
            case 13, 14 -> oneIsSick(false);
            case 15 -> oneIsSick(true);
            case 16 -> refusedByThePlan();
            case 17 -> consentLacksSomething();
            case 18, 19, 20 -> last();
            case 21, 22 -> leaving.whileAMemberIsSick();
            default -> nothingCanBeDeleted();
        };
    }

    /// What has to come last: whoever is booked, connects or loses something afterwards has the
    /// calendar read once more, or brings a grant that may delete what was left, and nobody sees
    /// what was wrong before.
    List<Step> last() {
        return switch (gen.upTo(4)) {
            case 0 -> readWhileLost();
            case 1 -> leaving.whileAMemberConnects();
            default -> leaving.afterARefusal();
        };
    }

    /// What serves somebody is lost and the first checks cannot replace it; a sync that begins
    /// meanwhile takes longer than that, and has read past what is booked then. That has to be read
    /// once more. Nobody's token ends meanwhile, as the sync would read anew; and there are enough
    /// slow calls for the first sync as well, where that has not ended yet.
    private List<Step> readWhileLost() {
        int user = user();
        int booked = account.getAsInt();
        Step.Spoil oneLost = new Step.Spoil(booked / History.ACCOUNTS_EACH, 0, true);
        return List.of(
                new Step.FaultsEnd(),
                new Step.Disconnect(user, false, replica()),
                new Step.Connect(user, booked, replica()),
                new Step.BookOften(booked, 6, 50),
                new Step.Pause(3500),
                new Step.Fail("webhook_create", gen.oneOf(Trouble.OF_ONE), 2 + gen.upTo(2)),
                new Step.Fail("invitees", Trouble.LATE, 30),
                // All that there are: which one serves is not known beforehand.
                oneLost,
                oneLost,
                oneLost,
                new Step.BookOften(booked, 18, 400),
                new Step.Pause(3000));
    }

    /// What serves somebody is lost, no check can replace it for a while, and somebody is booked
    /// meanwhile: also what was booked after the loss was first noticed has to be read.
    private List<Step> bookedWhileLost() {
        int booked = account.getAsInt();
        Step.Fail fault = fault(gen, "webhook_create", 1);
        return List.of(
                new Step.Connect(user(), booked, replica()),
                new Step.Fail(fault.endpoint(), fault.trouble(), 30),
                lost(booked),
                new Step.TimePasses(),
                new Step.Pause(500 + gen.upTo(5000)),
                new Step.Book(booked),
                new Step.FaultsEnd(),
                new Step.TimePasses(),
                new Step.Pause(gen.upTo(1500)));
    }

    /// What serves somebody is lost, and its replacement is under way so long that what is missed
    /// until then may be read before: what is booked after that has to be read once more. Somebody
    /// books all the time, as that moment is short.
    private List<Step> bookedWhileCreated() {
        int user = user();
        int booked = account.getAsInt();
        return List.of(
                new Step.Disconnect(user, false, replica()),
                new Step.Connect(user, booked, replica()),
                new Step.Pause(2500),
                new Step.Fail("webhook_create", Trouble.LAGGING, 1),
                lost(booked),
                new Step.BookOften(booked, 9, 400));
    }

    /// One grant is of no use for long, and others have to do what its owner cannot.
    ///
    /// @param token whether it cannot be renewed; else the API does not answer it
    private List<Step> oneIsSick(boolean token) {
        int organization = gen.upTo(History.ORGANIZATIONS);
        int sick = in(organization, gen.upTo(3));
        int other = in(organization, gen.upTo(History.ACCOUNTS_EACH));
        int one = user();
        List<Step> steps = new ArrayList<>();
        steps.add(new Step.Disconnect(one, false, replica()));
        steps.add(new Step.Connect(one, sick, replica()));
        steps.add(new Step.Connect((one + 1) % users, other, replica()));
        steps.add(new Step.Sick(sick, token, gen.oneOf(Trouble.OF_ONE), 40));
        steps.add(lost(other));
        steps.add(gen.chance() ? new Step.TimePasses() : new Step.Expire(sick));
        steps.add(new Step.Book(other));
        steps.add(new Step.Pause(1000 + gen.upTo(4000)));
        if (gen.chance()) {
            steps.add(
                    new Step.Disconnect(gen.chance() ? one : (one + 1) % users, false, replica()));
        }
        if (gen.chance()) {
            steps.add(new Step.FaultsEnd());
        }
        return steps;
    }

    /// An organization may have no subscription for a while, whether somebody has one or not.
    private List<Step> refusedByThePlan() {
        int organization = gen.upTo(History.ORGANIZATIONS);
        int connecting = in(organization, gen.upTo(History.ACCOUNTS_EACH));
        List<Step> steps = new ArrayList<>();
        steps.add(new Step.Plan(organization, false));
        if (gen.chance()) {
            steps.add(new Step.Spoil(organization, gen.upTo(2), gen.chance()));
            steps.add(new Step.TimePasses());
        }
        steps.add(new Step.Connect(user(), connecting, replica()));
        steps.add(new Step.Book(connecting));
        steps.add(new Step.Pause(gen.upTo(2000)));
        if (gen.chance()) {
            steps.add(new Step.Plan(organization, true));
        }
        return steps;
    }

    /// Somebody does not allow what is needed, and goes on with that.
    private List<Step> consentLacksSomething() {
        int user = user();
        int chosen = account.getAsInt();
        return List.of(
                new Step.Disconnect(user, false, replica()),
                new Step.ConnectWithout(user, chosen, replica(), gen.oneOf(SCOPES)),
                new Step.Book(chosen),
                new Step.Pause(500 + gen.upTo(2000)),
                gen.chance() ? new Step.TimePasses() : new Step.Connect(user, chosen, replica()));
    }

    /// A sync is under way, and has read past what is booked now, when a loss is noticed.
    private List<Step> bookedBehindTheSync() {
        int booked = account.getAsInt();
        int user = user();
        return List.of(
                new Step.Connect(user, booked, replica()),
                new Step.Book(booked),
                new Step.Book(booked),
                new Step.Pause(1500),
                new Step.Fail("invitees", Trouble.LATE, 4 + gen.upTo(4)),
                lost(booked),
                new Step.SyncNow(user, replica()),
                new Step.Pause(gen.upTo(500)),
                new Step.Book(booked),
                new Step.TimePasses(),
                new Step.Pause(gen.upTo(1500)));
    }

    /// A grant was stored whose account could not be asked for; its user gives up, perhaps where it
    /// cannot be revoked either, and tries once more.
    private List<Step> givenUpEarly() {
        int user = user();
        int chosen = account.getAsInt();
        return List.of(
                new Step.Disconnect(user, false, replica()),
                fault(gen, gen.chance() ? "revoke" : "users_me", 4),
                new Step.Fail("users_me", Trouble.AWAY, 8),
                new Step.Connect(user, chosen, replica()),
                new Step.Disconnect(user, gen.upTo(4) == 0, replica()),
                new Step.Pause(gen.upTo(400)),
                new Step.Connect(user, chosen, replica()),
                new Step.FaultsEnd());
    }

    /// A switch to another account fails half done, and its user goes on with what there is: with
    /// whichever account they are told to be connected then, they are later.
    private List<Step> unfinishedSwitch() {
        int user = user();
        return List.of(
                new Step.Connect(user, account.getAsInt(), replica()),
                gen.chance()
                        ? new Step.Fail("users_me", Trouble.AWAY, 8)
                        : fault(gen, "exchange", 1),
                new Step.Switch(user, account.getAsInt(), replica()),
                new Step.FaultsEnd(),
                new Step.Connect(user, account.getAsInt(), replica()),
                new Step.Pause(gen.upTo(1500)),
                new Step.TimePasses(),
                new Step.Pause(gen.upTo(1000)));
    }

    /// An owner or admin connects where there is something to delete, and nothing can be deleted.
    private List<Step> nothingCanBeDeleted() {
        int organization = gen.upTo(History.ORGANIZATIONS);
        return List.of(
                fault(gen, "webhook_delete", 8),
                gen.chance()
                        ? new Step.Connect(user(), in(organization, 2), replica())
                        : new Step.Spoil(organization, 0, false),
                new Step.Connect(user(), in(organization, gen.upTo(2)), replica()),
                new Step.Pause(gen.upTo(1000)),
                new Step.FaultsEnd());
    }

    private Step lost(int whose) {
        return new Step.Spoil(whose / History.ACCOUNTS_EACH, gen.upTo(2), gen.chance());
    }

    static int in(int organization, int which) {
        return organization * History.ACCOUNTS_EACH + which;
    }

    private int user() {
        return gen.upTo(users);
    }

    private int replica() {
        return gen.upTo(2);
    }

    /// A subscription is lost, cannot be had again at once, and somebody books meanwhile.
    private List<Step> lostSubscription() {
        return List.of(
                fault(gen, gen.oneOf(OF_SUBSCRIPTIONS), 6),
                new Step.Spoil(gen.upTo(History.ORGANIZATIONS), gen.upTo(2), gen.chance()),
                new Step.Pause(1000 + gen.upTo(2500)),
                new Step.Book(account.getAsInt()),
                new Step.TimePasses(),
                new Step.Pause(gen.upTo(2000)));
    }

    /// Somebody tries, gives up, and tries again while it goes on failing.
    private List<Step> stubbornCall() {
        int user = user();
        return List.of(
                fault(gen, gen.oneOf(OF_CONNECTING), 8),
                new Step.Connect(user, account.getAsInt(), gen.upTo(2)),
                new Step.Disconnect(user, gen.upTo(3) == 0, gen.upTo(2)),
                new Step.Connect(user, account.getAsInt(), gen.upTo(2)));
    }

    /// Two users lose their grants, and it takes a while until that is seen.
    private List<Step> everybodyRevoked() {
        int one = account.getAsInt();
        int other = account.getAsInt();
        return List.of(
                new Step.Connect(user(), one, gen.upTo(2)),
                new Step.Connect(user(), other, gen.upTo(2)),
                new Step.Revoke(one),
                new Step.Revoke(other),
                new Step.TimePasses(),
                new Step.Pause(1000 + gen.upTo(2000)),
                new Step.Book(other));
    }

    /// Two people at the same time, with calls or the database slow enough for them to meet.
    private List<Step> race() {
        Step slow =
                gen.chance()
                        ? new Step.DatabaseAway(false, 100 + gen.upTo(500))
                        : new Step.Fail(gen.oneOf(OF_CONNECTING), Trouble.LATE, 1 + gen.upTo(2));
        Step leaving = new Step.Disconnect(user(), false, gen.upTo(2));
        Step coming = new Step.Connect(user(), account.getAsInt(), gen.upTo(2));
        int apart = gen.upTo(900);
        return List.of(
                slow,
                gen.chance()
                        ? new Step.Together(leaving, coming, apart)
                        : new Step.Together(coming, leaving, apart));
    }

    /// An endpoint is away for hours.
    private List<Step> longOutage() {
        Step.Fail fault = fault(gen, gen.oneOf(OF_SUBSCRIPTIONS), 1);
        return List.of(
                new Step.Fail(fault.endpoint(), fault.trouble(), 30),
                new Step.Connect(user(), account.getAsInt(), gen.upTo(2)),
                new Step.TimePasses(),
                new Step.Pause(1500),
                new Step.TimePasses(),
                new Step.Pause(1500),
                new Step.FaultsEnd());
    }
}
