package io.advicly.calendly;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaMethod;
import io.smallrye.mutiny.Uni;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/// A Uni that is chained to itself, step by step, is a stack that overflows some ten thousand steps
/// later, and one that never ends. A loop (`Multi.createBy().repeating()`, `InBatches`) is neither.
class LoopsTest {

    /// Their depth has a small bound: attempts at a call, or to connect, addresses of a host, hosts
    /// of a meeting, smaller pages, a page, and for deliveries, erasures of the same body at the
    /// same moment.
    private static final Set<String> SHORT_RECURSIONS =
            Set.of(
                    "calendly.http.ApiCalls.page",
                    "calendly.http.resilience.Repeating$Run.again",
                    "calendly.http.resilience.Repeating$Run.attempt",
                    "calendly.http.resilience.Repeating$Run.next",
                    "destination.send.DestinationSender.toOneOf",
                    "lifecycle.connect.ConnectFlow.attempt",
                    "lifecycle.connect.ConnectFlow.reconnectAndSettle",
                    "lifecycle.connect.ConnectFlow.settled",
                    "lifecycle.callback.ParallelConsent.isConnected",
                    "lifecycle.callback.ParallelConsent.isConnectedSoon",
                    "meeting.erasure.InviteeErasure.rewritten",
                    "subscription.act.SubscriptionDeletion.tried",
                    "subscription.act.SubscriptionDeletion.tryNext",
                    "webhook.erasure.DeliveryErasure.again",
                    "webhook.erasure.DeliveryErasure.rewritten");

    @Test
    void loopsAndNeverRecurses() {
        List<String> recursive =
                ArchitectureTest.CODE.stream()
                        .flatMap(it -> it.getMethods().stream())
                        .filter(it -> it.getRawReturnType().isEquivalentTo(Uni.class))
                        .filter(LoopsTest::comesBackToItself)
                        .map(it -> it.getOwner().getName() + "." + it.getName())
                        .map(it -> it.substring(ArchitectureTest.ROOT.length() + 1))
                        .distinct()
                        .filter(it -> !SHORT_RECURSIONS.contains(it))
                        .sorted()
                        .toList();
        assertThat(recursive).isEmpty();
    }

    /// Whether it calls itself, be it by way of others of its class.
    private static boolean comesBackToItself(JavaMethod method) {
        Set<JavaMethod> reached = new HashSet<>();
        Deque<JavaMethod> next = new ArrayDeque<>(List.of(method));
        while (!next.isEmpty()) {
            for (JavaMethod called : calledIn(next.poll())) {
                if (called.equals(method)) {
                    return true;
                }
                if (reached.add(called)) {
                    next.add(called);
                }
            }
        }
        return false;
    }

    private static List<JavaMethod> calledIn(JavaMethod method) {
        return Stream.concat(
                        method.getMethodCallsFromSelf().stream(),
                        method.getMethodReferencesFromSelf().stream())
                .map(it -> it.getTarget().resolveMember())
                .flatMap(Optional::stream)
                .filter(it -> it.getOwner().equals(method.getOwner()))
                .map(JavaMethod.class::cast)
                .filter(it -> it.getRawReturnType().isEquivalentTo(Uni.class))
                .toList();
    }
}
