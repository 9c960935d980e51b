package io.advicly.calendly.soak;

import static org.awaitility.Awaitility.await;

import io.advicly.calendly.testing.Calendar;
import io.advicly.calendly.testing.Dump;
import io.advicly.calendly.testing.Http;
import io.advicly.calendly.testing.ServiceProcess;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.ThreadLocalRandom;
import org.jboss.logging.Logger;
import org.junit.jupiter.api.Test;

/// Weeks in minutes: 500 connections whose access tokens live half a minute, refreshed in the
/// background by two processes, while people use them, guests book, and one fault after the other
/// is switched on. Nobody loses a connection or a meeting, Calendly never sees a refresh token
/// twice, and everybody is served again after each fault.
///
/// Half a minute, or as long as `-Dsoak=PT30M` says; `-Dsoak.seed=…` for the order of one before.
class SoakIT {

    private static final Logger LOG = Logger.getLogger(SoakIT.class);

    private static final Duration LENGTH = Duration.parse(System.getProperty("soak", "PT30S"));
    private static final long SEED =
            Long.getLong("soak.seed", ThreadLocalRandom.current().nextInt(1_000_000));
    private static final int ORGANIZATIONS = 50;
    private static final int USERS_EACH = 10;
    private static final int TOKEN_SECONDS = 30;

    /// Far more than it takes: a machine may be slow.
    private static final Duration SOON = Duration.ofMinutes(2);

    @Test
    void nobodyIsLost() throws Exception {
        LOG.infof("soak: -Dsoak=%s -Dsoak.seed=%d", LENGTH, SEED);
        try (Site site = new Site()) {
            Calendar.switchTo("token_limit_per_minute", 8);
            List<User> users = User.connectedAt(site.replicas(), ORGANIZATIONS, USERS_EACH);
            Calendar.switchTo("access_token_seconds", TOKEN_SECONDS);
            Dump.execute(
                    "UPDATE calendar_connections SET next_refresh_at = now() + random() * interval"
                            + " '20 seconds'");
            Outcome outcome = new Outcome(site, users);
            try (Callers callers = Callers.begin(users, site)) {
                haveFaults(site, users, callers, outcome);
                callers.end();
                outcome.check(callers.booked());
                LOG.infof(
                        "soak: seed %d, %s, %d faults, %s, %s",
                        SEED, LENGTH, site.diary().count(), callers.told(), outcome.told());
            }
        }
    }

    private static void haveFaults(Site site, List<User> users, Callers callers, Outcome outcome) {
        Random random = new Random(SEED);
        Instant end = Instant.now().plus(LENGTH);
        have(Fault.PROCESS_STOPPED, site, users, random);
        while (Instant.now().isBefore(end)) {
            for (Fault fault : Fault.shuffled(random)) {
                if (callers.isAnybodyWronged() || Instant.now().isAfter(end)) {
                    return;
                }
                have(fault, site, users, random);
                outcome.checkNothingRefused();
            }
        }
    }

    private static void have(Fault fault, Site site, List<User> users, Random random) {
        Instant begun = Instant.now();
        site.diary().begin(fault);
        fault.happen(site, random);
        Instant over = Instant.now();
        for (ServiceProcess replica : site.replicas().all()) {
            await("after " + fault)
                    .atMost(SOON)
                    .ignoreException(UncheckedIOException.class)
                    .until(() -> isBack(replica, anybody(users, site)));
        }
        LOG.infof(
                "soak: %s for %d ms, back after %d ms",
                fault,
                Duration.between(begun, over).toMillis(),
                Duration.between(over, Instant.now()).toMillis());
    }

    private static boolean isBack(ServiceProcess replica, User user) {
        return Http.get(replica.management("/q/health/ready"), Map.of()).status() == 200
                && user.look(replica).status() == 200
                && user.isConnectedAt(replica);
    }

    /// Whose grant is not lost.
    private static User anybody(List<User> users, Site site) {
        while (true) {
            User user = users.get(ThreadLocalRandom.current().nextInt(users.size()));
            if (!site.lost().contains(user.account())) {
                return user;
            }
        }
    }
}
