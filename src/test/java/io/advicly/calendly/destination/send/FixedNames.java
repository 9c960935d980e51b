package io.advicly.calendly.destination.send;

import io.smallrye.mutiny.Uni;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;

/// Names that lead where a test says, another time elsewhere.
final class FixedNames implements HostNames {

    private final Map<String, Queue<List<InetAddress>>> answers = new ConcurrentHashMap<>();
    private final Set<String> silent = ConcurrentHashMap.newKeySet();
    private final AtomicInteger asked = new AtomicInteger();

    /// What a name answers next; the last answer stays.
    FixedNames answering(String name, String... addresses) {
        answers.computeIfAbsent(name, any -> new ArrayDeque<>())
                .add(Arrays.stream(addresses).map(InetAddress::ofLiteral).toList());
        return this;
    }

    /// Its servers answer nothing.
    FixedNames silentAbout(String name) {
        silent.add(name);
        return this;
    }

    int asked() {
        return asked.get();
    }

    @Override
    public Uni<List<InetAddress>> addresses(String name) {
        asked.incrementAndGet();
        if (silent.contains(name)) {
            return Uni.createFrom().nothing();
        }
        Queue<List<InetAddress>> known = answers.getOrDefault(name, new ArrayDeque<>());
        List<InetAddress> next = known.size() > 1 ? known.poll() : known.peek();
        return next == null
                ? Uni.createFrom().failure(new UnknownHostException(name))
                : Uni.createFrom().item(next);
    }
}
