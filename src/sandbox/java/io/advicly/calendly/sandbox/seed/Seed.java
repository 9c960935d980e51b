package io.advicly.calendly.sandbox.seed;

import io.advicly.calendly.sandbox.state.World;
import io.advicly.calendly.sandbox.state.grant.App;
import io.advicly.calendly.sandbox.state.people.Directory;
import io.advicly.calendly.sandbox.state.people.Group;
import io.advicly.calendly.sandbox.state.people.Organization;
import io.advicly.calendly.sandbox.state.people.SandboxRole;
import io.advicly.calendly.sandbox.state.people.User;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/**
 * Three organizations with readable ids, so that a test can say "ada" and a person can see who is
 * who.
 */
public final class Seed {
    public static final String CLIENT_ID = "sandbox-client";
    private static final String CLIENT_SECRET = "sandbox-secret";
    private static final String SIGNING_KEY = "sandbox-signing-key";

    private final List<String> redirectUris;
    private final Map<String, Object> switches;

    public Seed(List<String> redirectUris, Map<String, Object> switches) {
        this.redirectUris = redirectUris;
        this.switches = switches;
    }

    public void plant(World world) {
        switches.forEach(world.switches()::set);
        Instant now = world.now();
        Instant founded = now.minus(Duration.ofDays(300));
        register(world, founded);
        people(world.directory(), founded);
        new SeedEventTypes(world.calendar(), founded).plant();
        new SeedEvents(world.calendar(), now).plant();
        new SeedOffers(world.offers(), now).plant();
        new SeedOffice(world.office(), founded).plant();
    }

    /** After a restart from a file: what is configured now wins over what was stored. */
    public void renew(World world) {
        switches.forEach(world.switches()::set);
        App app = world.grants().apps().find(CLIENT_ID);
        if (app == null) {
            plant(world);
        } else {
            world.grants().apps().put(app.withRedirectUris(redirectUris));
        }
    }

    private void register(World world, Instant at) {
        String key = world.secrets().remember("signing_key", SIGNING_KEY);
        world.grants().apps().put(new App(CLIENT_ID, CLIENT_SECRET, redirectUris, key, true, at));
    }

    private static void people(Directory directory, Instant at) {
        organization(directory, "acme", "Acme", "teams", at);
        user(directory, "ada", "Ada Owner", "Europe/Paris", "acme", SandboxRole.OWNER, at);
        user(
                directory,
                "alan",
                "Alan Admin",
                "Europe/London",
                "acme",
                SandboxRole.ADMIN,
                at.plusSeconds(1));
        user(
                directory,
                "mia",
                "Mia Member",
                "America/New_York",
                "acme",
                SandboxRole.USER,
                at.plusSeconds(2));
        user(
                directory,
                "max",
                "Max Member",
                "Europe/Berlin",
                "acme",
                SandboxRole.USER,
                at.plusSeconds(3));
        directory
                .groups()
                .put(new Group("acme-sales", "acme", "Acme Sales", List.of("ada", "mia")));
        organization(directory, "globex", "Globex", "professional", at);
        user(directory, "gina", "Gina Owner", "Asia/Tokyo", "globex", SandboxRole.OWNER, at);
        user(directory, "greg", "Greg Member", "Asia/Tokyo", "globex", SandboxRole.USER, at);
        organization(directory, "freebie", "Freebie", "basic", at);
        user(directory, "fred", "Fred Owner", "America/Chicago", "freebie", SandboxRole.OWNER, at);
    }

    private static void organization(
            Directory directory, String id, String name, String plan, Instant at) {
        String stage = plan.equals("basic") ? "free" : "paid";
        directory.organizations().put(new Organization(id, name, plan, stage, true, at, at));
    }

    private static void user(
            Directory directory,
            String id,
            String name,
            String zone,
            String organization,
            SandboxRole role,
            Instant at) {
        String email = id + "@" + organization + ".test";
        directory
                .users()
                .put(new User(id, name, email, zone, organization, role, List.of(), at, at));
    }
}
