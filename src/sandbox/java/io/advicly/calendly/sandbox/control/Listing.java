package io.advicly.calendly.sandbox.control;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.advicly.calendly.sandbox.http.Call;
import io.advicly.calendly.sandbox.http.Json;
import io.advicly.calendly.sandbox.http.SandboxReply;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** {@code {"count": all, "<name>": [the first limit of them]}}. */
final class Listing {
    private static final int LIMIT = 10_000;

    private Listing() {}

    static <T> SandboxReply of(
            String name, Call call, Stream<T> found, Function<? super T, ObjectNode> render) {
        return SandboxReply.json(200, body(name, call, found.toList(), render));
    }

    static <T> ObjectNode body(
            String name, Call call, List<T> all, Function<? super T, ObjectNode> render) {
        List<T> shown = all.stream().limit(limit(call)).toList();
        ObjectNode body = Json.object().put("count", all.size());
        return body.set(name, Json.objects(shown, render));
    }

    /** Null where nothing is asked for. */
    static boolean fits(@Nullable String wanted, @Nullable String found) {
        return wanted == null || wanted.equals(found);
    }

    private static int limit(Call call) {
        String limit = call.query("limit");
        if (limit == null) {
            return LIMIT;
        }
        try {
            return Integer.parseUnsignedInt(limit);
        } catch (NumberFormatException e) {
            throw Order.wrong("limit wants a number");
        }
    }
}
