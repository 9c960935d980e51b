package io.advicly.calendly.sandbox.http;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.function.Predicate;

/** The last calls that reached the auth host or the API, oldest first. */
public final class RequestLog {
    private static final int REMEMBERED = 20_000;

    private final Deque<LoggedRequest> requests = new ArrayDeque<>();
    private long number;

    long nextNumber() {
        return ++number;
    }

    void add(LoggedRequest request) {
        requests.addLast(request);
        if (requests.size() > REMEMBERED) {
            requests.removeFirst();
        }
    }

    public List<LoggedRequest> matching(Predicate<LoggedRequest> wanted) {
        return requests.stream().filter(wanted).toList();
    }

    /** Calls ever received, the forgotten and the cleared ones included. */
    public long total() {
        return number;
    }

    public void clear() {
        requests.clear();
    }
}
