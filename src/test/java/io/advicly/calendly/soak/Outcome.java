package io.advicly.calendly.soak;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import io.advicly.calendly.testing.Calendar;
import io.advicly.calendly.testing.Crowd;
import io.advicly.calendly.testing.Dump;
import io.advicly.calendly.testing.ServiceProcess;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;

/// What has to hold in the end, whatever has happened.
final class Outcome {

    private static final Duration IN_THE_END = Duration.ofMinutes(4);
    private static final int LONG = 3_600;

    /// So many are asked one by one.
    private static final int SOME = 50;

    private final Site site;
    private final List<User> users;
    private final long versionsBefore;
    private final int linesBefore;

    /// @param users all of them connected
    Outcome(Site site, List<User> users) {
        this.site = site;
        this.users = users;
        this.versionsBefore = versions();
        this.linesBefore = ServiceProcess.logLines().size();
    }

    void check(List<String> booked) {
        everybodyIsRefreshed();
        someAreServed();
        everybodyIsConnected();
        everyMeetingIsThere(booked);
        await().atMost(IN_THE_END).until(() -> refreshes() > users.size());
        checkNothingRefused();
        nothingNeedsAPerson();
    }

    String told() {
        return "%d connections, %d refreshes, %d grants that a kill may have lost"
                .formatted(users.size(), refreshes(), site.lost().size());
    }

    /// In the background: tokens live long from now on, so that even a slow machine catches up.
    private void everybodyIsRefreshed() {
        Calendar.switchTo("access_token_seconds", LONG);
        await().atMost(IN_THE_END)
                .untilAsserted(() ->
                        assertThat(
                                        accounts(
                                                "SELECT calendly_user_uri FROM calendar_connections"
                                                        + " WHERE token_expires_at < now()"))
                                .isEmpty());
    }

    private void someAreServed() {
        List<User> some = new ArrayList<>(users);
        Collections.shuffle(some);
        List<Callable<Boolean>> questions =
                some.stream()
                        .filter(it -> !isLost(it))
                        .limit(SOME)
                        .<Callable<Boolean>>map(it -> () -> isServedSoon(it))
                        .toList();
        assertThat(Crowd.all(Callers.CALLERS, questions)).doesNotContain(false);
    }

    private boolean isServedSoon(User user) {
        await("of " + user.account())
                .atMost(IN_THE_END)
                .until(() -> user.isConnectedAt(site.replicas().any()));
        return true;
    }

    private void everybodyIsConnected() {
        assertThat(
                        accounts(
                                "SELECT calendly_user_uri FROM calendar_connections"
                                        + " WHERE status = 'ACTIVE'"))
                .isEqualTo(
                        users.stream()
                                .filter(it -> !isLost(it))
                                .map(User::account)
                                .collect(Collectors.toSet()));
        assertThat(Dump.count("calendar_connections")).isEqualTo(users.size());
    }

    /// Of those whose grant cannot be lost.
    private Set<String> accounts(String sql) {
        return Dump.column(sql).stream()
                .map(it -> it.substring(it.lastIndexOf('/') + 1))
                .filter(it -> !site.lost().contains(it))
                .collect(Collectors.toSet());
    }

    private static void everyMeetingIsThere(List<String> booked) {
        assertThat(booked).isNotEmpty();
        await().atMost(IN_THE_END)
                .untilAsserted(() ->
                        assertThat(
                                        new HashSet<>(
                                                Dump.column(
                                                        "SELECT calendly_event_uri FROM meetings")))
                                .containsAll(booked));
    }

    /// Refusals are for accounts whose last answer a kill may have taken along.
    void checkNothingRefused() {
        List<JsonNode> calls = Calendar.requests("token");
        Set<String> refused =
                calls.stream()
                        .filter(it -> it.get("status").asInt() == 400)
                        .map(it -> it.get("account").asText())
                        .filter(it -> !site.lost().contains(it))
                        .collect(Collectors.toSet());
        assertThat(calls)
                .filteredOn(it -> refused.contains(it.get("account").asText()))
                .as("token calls of those accounts of which Calendly refused one")
                .isEmpty();
    }

    private void nothingNeedsAPerson() {
        List<String> lines = ServiceProcess.logLines();
        assertThat(
                        lines.subList(linesBefore, lines.size()).stream()
                                .filter(it -> it.contains("\"level\":\"ERROR\"")))
                .isEmpty();
    }

    private boolean isLost(User user) {
        return site.lost().contains(user.account());
    }

    private long refreshes() {
        return versions() - versionsBefore;
    }

    private static long versions() {
        return Long.parseLong(
                Dump.column("SELECT sum(token_version) FROM calendar_connections").getFirst());
    }
}
