package io.advicly.calendly.sandbox.api;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.advicly.calendly.sandbox.http.Call;
import io.advicly.calendly.sandbox.http.Json;
import io.advicly.calendly.sandbox.http.SandboxReply;
import io.advicly.calendly.sandbox.state.World;
import io.advicly.calendly.sandbox.state.setting.Switch;
import io.advicly.calendly.sandbox.state.setting.Switches;
import io.advicly.calendly.sandbox.wire.Uris;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Pages of a collection.
 *
 * <p>A token is a position, so that pages shift when something is booked between two of them, as
 * Calendly's do.
 */
public final class CollectionPages {
    private final Switches switches;
    private final Uris uris;
    private final PageTokens tokens;

    public CollectionPages(World world, Uris uris) {
        this.switches = world.switches();
        this.uris = uris;
        this.tokens = new PageTokens(world);
    }

    public <T> SandboxReply page(Call call, Stream<T> all, Function<? super T, ObjectNode> render) {
        int count = new Params(call).count();
        String token = call.query("page_token");
        boolean emptyFirst = switches.on(Switch.EMPTY_FIRST_PAGE) && token == null;
        PageTokens.Issuer issuer = tokens.count(call);
        int from = token == null ? 0 : issuer.position(token);
        List<T> found = all.skip(from).limit(count + 1L).toList();
        if (emptyFirst) {
            return reply(call, List.of(), found.isEmpty() ? null : issuer.token(0), null);
        }
        List<ObjectNode> rows = found.stream().limit(count).map(render).toList();
        String next = found.size() > count ? issuer.token(from + count) : null;
        String previous = from > 0 ? issuer.token(Math.max(0, from - count)) : null;
        return reply(call, rows, next, previous);
    }

    private SandboxReply reply(
            Call call, List<ObjectNode> rows, @Nullable String next, @Nullable String previous) {
        ObjectNode pagination =
                Json.object()
                        .put("count", rows.size())
                        .put("next_page", url(call, next))
                        .put("previous_page", url(call, previous))
                        .put("next_page_token", next)
                        .put("previous_page_token", previous);
        ObjectNode body = Json.object();
        body.set("collection", Json.array().addAll(rows));
        body.set("pagination", pagination);
        return SandboxReply.json(200, body);
    }

    private @Nullable String url(Call call, @Nullable String token) {
        if (token == null) {
            return null;
        }
        Map<String, String> query = new LinkedHashMap<>(call.query());
        query.put("page_token", token);
        return uris.base()
                + call.path()
                + "?"
                + query.entrySet().stream()
                        .map(entry -> encode(entry.getKey()) + "=" + encode(entry.getValue()))
                        .collect(Collectors.joining("&"));
    }

    private static String encode(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }
}
