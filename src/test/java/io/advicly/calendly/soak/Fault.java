package io.advicly.calendly.soak;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.concurrent.locks.LockSupport;

/// What goes wrong for a while. Each is over when its [#happen] returns.
enum Fault {
    PROCESS_STOPPED(Kind.PROCESS) {
        @Override
        void happen(Site site, Random random) {
            site.replicas().restart(random.nextInt(2));
        }
    },
    PROCESS_KILLED(Kind.PROCESS) {
        @Override
        void happen(Site site, Random random) {
            site.lost()
                    .noteThoseCutBy(
                            () -> site.replicas().kill(random.nextInt(2)),
                            () -> site.replicas().startWhatIsAway());
        }
    },
    /// Up to a time after which others take it for dead.
    PROCESS_STANDS_STILL(Kind.PROCESS) {
        @Override
        void happen(Site site, Random random) {
            int replica = random.nextInt(2);
            site.replicas().at(replica).freeze();
            pause(random, 3, 15);
            site.replicas().at(replica).thaw();
        }
    },
    DATABASE_STANDS_STILL(Kind.DATABASE) {
        @Override
        void happen(Site site, Random random) {
            site.database().freeze();
            pause(random, 2, 6);
            site.database().thaw();
        }
    },
    DATABASE_KILLED(Kind.DATABASE) {
        @Override
        void happen(Site site, Random random) {
            List<String> again = site.database().kill();
            pause(random, 0, 3);
            site.database().startAgain(again);
        }
    },
    DATABASE_SESSIONS_ENDED(Kind.DATABASE) {
        @Override
        void happen(Site site, Random random) {
            site.endSessions();
        }
    },
    DATABASE_ONLY_READS(Kind.DATABASE) {
        @Override
        void happen(Site site, Random random) {
            site.onlyReading("on");
            pause(random, 2, 6);
            site.onlyReading("off");
        }
    },
    /// As behind a firewall that has forgotten them.
    OPEN_CONNECTIONS_SILENT(Kind.DATABASE) {
        @Override
        void happen(Site site, Random random) {
            site.proxy().silenceOpenOnes();
            pause(random, 2, 6);
        }
    },
    ALL_CONNECTIONS_SILENT(Kind.DATABASE) {
        @Override
        void happen(Site site, Random random) {
            site.proxy().silenceAll();
            pause(random, 2, 6);
            site.proxy().letNewOnesThrough();
        }
    },
    CALENDLY_SLOW(Kind.CALENDLY) {
        @Override
        void happen(Site site, Random random) {
            site.calendly().slow();
            pause(random, 2, 8);
            site.calendly().well();
        }
    },
    CALENDLY_AWAY(Kind.CALENDLY) {
        @Override
        void happen(Site site, Random random) {
            site.calendly().answering(503);
            pause(random, 2, 8);
            site.calendly().well();
        }
    },
    CALENDLY_ASKS_TO_WAIT(Kind.CALENDLY) {
        @Override
        void happen(Site site, Random random) {
            site.calendly().answering(429);
            pause(random, 2, 8);
            site.calendly().well();
        }
    },
    STRANGERS(Kind.STRANGERS) {
        @Override
        void happen(Site site, Random random) {
            Flood.during(() -> pause(random, 2, 6));
        }
    };

    /// Whose fault it is, which decides what callers may be told.
    enum Kind {
        PROCESS,
        DATABASE,
        CALENDLY,
        STRANGERS
    }

    private final Kind kind;

    Fault(Kind kind) {
        this.kind = kind;
    }

    Kind kind() {
        return kind;
    }

    abstract void happen(Site site, Random random);

    /// All of them, in some order.
    static List<Fault> shuffled(Random random) {
        List<Fault> all = new ArrayList<>(List.of(values()));
        Collections.shuffle(all, random);
        return all;
    }

    /// For a while between so many seconds.
    private static void pause(Random random, int least, int most) {
        long end = System.nanoTime() + random.nextLong(least * 1_000L, most * 1_000L) * 1_000_000L;
        while (System.nanoTime() < end) {
            LockSupport.parkNanos(end - System.nanoTime());
        }
    }
}
