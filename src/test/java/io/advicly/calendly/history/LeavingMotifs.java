package io.advicly.calendly.history;

import io.advicly.calendly.testing.Gen;
import java.util.List;

/// Steps that belong together because somebody leaves: what they made has to go before their grant
/// does.
final class LeavingMotifs {

    private final Gen gen;
    private final int users;

    LeavingMotifs(Gen gen, int users) {
        this.gen = gen;
        this.users = users;
    }

    /// An admin leaves, and what served the organization cannot be deleted yet, when a plain member
    /// connects: the admin's grant has to stay until somebody else serves them and it is deleted.
    List<Step> whileAMemberConnects() {
        int organization = gen.upTo(History.ORGANIZATIONS);
        int leaving = user();
        int coming = (leaving + 1) % users;
        return List.of(
                new Step.FaultsEnd(),
                new Step.Disconnect(coming, false, replica()),
                new Step.Disconnect(leaving, false, replica()),
                new Step.Connect(leaving, Motifs.in(organization, gen.upTo(2)), replica()),
                new Step.Fail("webhook_delete", gen.oneOf(Trouble.OF_ONE), 40),
                new Step.Disconnect(leaving, false, replica()),
                new Step.Connect(coming, Motifs.in(organization, 2 + gen.upTo(2)), replica()),
                new Step.Pause(gen.upTo(2500)),
                new Step.FaultsEnd());
    }

    /// Of two owners or admins one leaves, and Calendly lets nobody delete what they carried, for a
    /// while. Before it is asked again by itself, everybody leaves: the other one can delete it
    /// then, and nobody can later.
    List<Step> afterARefusal() {
        int organization = gen.upTo(History.ORGANIZATIONS);
        int one = user();
        int other = (one + 1) % users;
        return List.of(
                new Step.FaultsEnd(),
                new Step.Disconnect(one, false, replica()),
                new Step.Disconnect(other, false, replica()),
                new Step.Connect(one, Motifs.in(organization, 0), replica()),
                new Step.Connect(other, Motifs.in(organization, 1), replica()),
                new Step.Pause(1000),
                new Step.Fail("webhook_delete", Trouble.BAD_REQUEST, 12),
                new Step.Disconnect(one, false, replica()),
                new Step.Pause(1500),
                new Step.FaultsEnd(),
                new Step.EverybodyLeaves());
    }

    /// The one admin leaves while a member's grant is of no use: what serves the member may be
    /// deleted only by the admin, and is too much as soon as the member has one of their own.
    List<Step> whileAMemberIsSick() {
        int organization = gen.upTo(History.ORGANIZATIONS);
        int one = user();
        int other = (one + 1) % users;
        int sick = Motifs.in(organization, 2 + gen.upTo(2));
        return List.of(
                new Step.Disconnect(one, false, replica()),
                new Step.Disconnect(other, false, replica()),
                new Step.Connect(one, Motifs.in(organization, gen.upTo(2)), replica()),
                new Step.Connect(other, sick, replica()),
                new Step.Pause(500),
                new Step.Sick(sick, gen.chance(), gen.oneOf(Trouble.OF_ONE), 60),
                new Step.TimePasses(),
                new Step.Disconnect(one, false, replica()),
                new Step.Pause(2000 + gen.upTo(4000)),
                new Step.FaultsEnd());
    }

    /// In one organization: a member who is connected leaves while an owner or admin connects.
    List<Step> comingAndLeaving() {
        int organization = gen.upTo(History.ORGANIZATIONS);
        int leaving = user();
        int coming = (leaving + 1) % users;
        Step leave = new Step.Disconnect(leaving, false, replica());
        Step come = new Step.Connect(coming, Motifs.in(organization, gen.upTo(2)), replica());
        Step slow =
                gen.chance()
                        ? new Step.Fail(
                                gen.oneOf(Motifs.OF_CONNECTING), Trouble.LATE, 1 + gen.upTo(2))
                        : new Step.Pause(gen.upTo(100));
        return List.of(
                new Step.Disconnect(coming, false, replica()),
                new Step.Connect(leaving, Motifs.in(organization, gen.upTo(4)), replica()),
                slow,
                gen.chance()
                        ? new Step.Together(leave, come, gen.upTo(300))
                        : new Step.Together(come, leave, gen.upTo(900)));
    }

    private int user() {
        return gen.upTo(users);
    }

    private int replica() {
        return gen.upTo(2);
    }
}
