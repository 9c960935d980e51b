package io.advicly.calendly.soak;

import static org.assertj.core.api.Assertions.assertThat;

import io.advicly.calendly.testing.Http;
import io.advicly.calendly.testing.ServiceProcess;
import java.io.UncheckedIOException;
import java.net.http.HttpTimeoutException;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;

/// People who use the service while it is in trouble, and who are told nothing but what they may
/// be: 503 with a time to come back, 502 where Calendly was at fault; and they are cut off only by
/// a process that dies.
final class Callers implements AutoCloseable {

    static final int CALLERS = 4;
    private static final long BETWEEN_BOOKINGS_NANOS = 250_000_000;

    private final List<User> users;
    private final Site site;
    private final AtomicInteger calls = new AtomicInteger();
    private final AtomicInteger cut = new AtomicInteger();
    private final AtomicInteger postponed = new AtomicInteger();
    private final AtomicInteger calendlysFault = new AtomicInteger();
    private final Queue<String> booked = new ConcurrentLinkedQueue<>();
    private final ExecutorService threads = Executors.newFixedThreadPool(CALLERS + 1);
    private final List<Future<?>> all = new ArrayList<>();
    private volatile boolean over;

    private Callers(List<User> users, Site site) {
        this.users = users;
        this.site = site;
    }

    static Callers begin(List<User> users, Site site) {
        Callers callers = new Callers(users, site);
        for (int caller = 0; caller < CALLERS; caller++) {
            callers.all.add(callers.threads.submit(callers::callUntilOver));
        }
        callers.all.add(callers.threads.submit(callers::bookUntilOver));
        return callers;
    }

    /// @throws AssertionError when one of them was told what nobody may be told
    void end() throws InterruptedException {
        over = true;
        for (Future<?> each : all) {
            try {
                each.get();
            } catch (ExecutionException failed) {
                throw new AssertionError(failed.getCause());
            }
        }
    }

    boolean isAnybodyWronged() {
        return all.stream().anyMatch(Future::isDone);
    }

    /// Events that guests have booked meanwhile.
    List<String> booked() {
        return List.copyOf(booked);
    }

    String told() {
        return "%d calls (%d cut off, %d postponed, %d told of Calendly's fault)"
                .formatted(calls.get(), cut.get(), postponed.get(), calendlysFault.get());
    }

    private void callUntilOver() {
        while (!over) {
            ThreadLocalRandom random = ThreadLocalRandom.current();
            User user = users.get(random.nextInt(users.size()));
            ServiceProcess replica = site.replicas().any();
            int before = site.diary().count();
            try {
                check(call(user, replica, random.nextInt(10)), user, before);
            } catch (UncheckedIOException broken) {
                checkCut(broken, before);
            }
        }
    }

    private static Http.Reply call(User user, ServiceProcess replica, int dice) {
        if (dice == 0) {
            return user.connect(replica);
        }
        return dice < 6 ? user.sync(replica) : user.look(replica);
    }

    private void check(Http.Reply reply, User user, int before) {
        calls.incrementAndGet();
        String told =
                "%s, of %s: %s %s"
                        .formatted(
                                site.diary().since(before),
                                user,
                                reply.raw().request().method(),
                                reply.raw().body());
        switch (reply.status()) {
            case 503 -> {
                assertThat(reply.header("Retry-After")).as(told).isNotEmpty();
                postponed.incrementAndGet();
            }
            case 502 -> {
                assertThat(site.diary().hasSince(before, Fault.Kind.CALENDLY)).as(told).isTrue();
                calendlysFault.incrementAndGet();
            }
            default -> checkAnswer(reply, user, told);
        }
    }

    private void checkAnswer(Http.Reply reply, User user, String told) {
        if (site.lost().contains(user.account())) {
            assertThat(reply.status()).as(told).isIn(200, 202, 409);
        } else {
            assertThat(reply.status()).as(told).isIn(200, 202);
            assertThat(reply.raw().body()).as(told).doesNotContain("authorization_required");
        }
    }

    private void checkCut(UncheckedIOException broken, int before) {
        assertThat(broken)
                .as("%s", site.diary().since(before))
                .hasCauseInstanceOf(java.io.IOException.class)
                .matches(it -> !(it.getCause() instanceof HttpTimeoutException), "no timeout")
                .matches(
                        it -> site.diary().hasSince(before, Fault.Kind.PROCESS),
                        "by a process that dies");
        cut.incrementAndGet();
    }

    private void bookUntilOver() {
        while (!over) {
            booked.add(users.get(ThreadLocalRandom.current().nextInt(users.size())).book());
            LockSupport.parkNanos(BETWEEN_BOOKINGS_NANOS);
        }
    }

    @Override
    public void close() {
        over = true;
        threads.close();
    }
}
