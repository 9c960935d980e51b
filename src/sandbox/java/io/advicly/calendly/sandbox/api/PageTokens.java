package io.advicly.calendly.sandbox.api;

import io.advicly.calendly.sandbox.http.ApiError;
import io.advicly.calendly.sandbox.http.Call;
import io.advicly.calendly.sandbox.http.Refusal;
import io.advicly.calendly.sandbox.state.World;
import io.advicly.calendly.sandbox.state.setting.Switch;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;

/**
 * Page tokens: a position in one list of one account, with when it was given out. How long Calendly
 * takes one is not documented, hence two switches.
 */
final class PageTokens {
    private static final String PREFIX = "sbx";

    /** What may be asked otherwise about the same list. */
    private static final Set<String> OF_THE_PAGE = Set.of("count", "page_token");

    private final World world;
    private final Map<String, Long> requests = new HashMap<>();

    PageTokens(World world) {
        this.world = world;
    }

    /** Counts a request for a page, in which tokens of former ones are read and others given. */
    Issuer count(Call call) {
        String account = Objects.requireNonNullElse(call.account(), "");
        return new Issuer(
                requests.merge(account, 1L, Long::sum),
                world.now().toEpochMilli(),
                list(call, account));
    }

    private static String list(Call call, String account) {
        Map<String, String> question = new TreeMap<>(call.query());
        question.keySet().removeAll(OF_THE_PAGE);
        return Integer.toHexString(Objects.hash(account, call.path(), question));
    }

    final class Issuer {
        private final long request;
        private final long now;
        private final String list;

        private Issuer(long request, long now, String list) {
            this.request = request;
            this.now = now;
            this.list = list;
        }

        String token(int position) {
            String plain = PREFIX + ":" + position + ":" + request + ":" + now + ":" + list;
            return Base64.getUrlEncoder()
                    .withoutPadding()
                    .encodeToString(plain.getBytes(StandardCharsets.UTF_8));
        }

        int position(String token) {
            String[] parts = parts(token);
            if (parts.length != 5 || !parts[0].equals(PREFIX) || !parts[4].equals(list)) {
                throw refused();
            }
            long seconds = world.switches().number(Switch.PAGE_TOKEN_SECONDS);
            long uses = world.switches().number(Switch.PAGE_TOKEN_REQUESTS);
            try {
                boolean old = seconds > 0 && now - Long.parseLong(parts[3]) > seconds * 1_000;
                boolean late = uses > 0 && request - Long.parseLong(parts[2]) > uses;
                if (!old && !late) {
                    return Integer.parseUnsignedInt(parts[1]);
                }
            } catch (NumberFormatException e) {
                // Falls through: no token of ours.
            }
            throw refused();
        }
    }

    private static String[] parts(String token) {
        try {
            return new String(Base64.getUrlDecoder().decode(token), StandardCharsets.UTF_8)
                    .split(":", -1);
        } catch (IllegalArgumentException notBase64) {
            throw refused();
        }
    }

    private static Refusal refused() {
        return ApiError.invalid("page_token", "is invalid");
    }
}
