package io.advicly.calendly.calendly.wire;

import com.fasterxml.jackson.databind.JsonNode;
import io.netty.handler.codec.http.QueryStringDecoder;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Where a collection goes on. Calendly says it twice, as a token and as the address of the next
/// page (docs/calendly-api.md 1.8): what says it once is not the end. Pure.
///
/// @param token null where there is none that could be asked for
/// @param end how far it can be believed that there is nothing more where there is no token
public record NextPage(@Nullable String token, End end) {

    /// Of a list whose page has no token.
    public enum End {
        /// As documented.
        TOLD,
        /// It is not said that it goes on, nor that it does not: a look-alike may leave that out.
        LIKELY,
        /// Something is said that nobody understands.
        UNCLEAR
    }

    /// No token is longer: it would not fit into an address, and its place into no index.
    private static final int LONGEST = 1_000;

    public static NextPage of(JsonNode pagination) {
        JsonNode said = pagination.path("next_page_token");
        String token = usable(said.textValue());
        if (token == null) {
            token = ofAddress(WireJson.text(pagination, "next_page"));
        }
        return new NextPage(token, token == null ? end(pagination, said) : End.TOLD);
    }

    private static End end(JsonNode pagination, JsonNode said) {
        if (WireJson.present(pagination) == null) {
            return End.LIKELY;
        }
        if (!pagination.isObject() || !isNone(said) || !isNone(pagination.path("next_page"))) {
            return End.UNCLEAR;
        }
        return said.isTextual() ? End.LIKELY : End.TOLD;
    }

    private static boolean isNone(JsonNode said) {
        return WireJson.present(said) == null || (said.isTextual() && said.textValue().isBlank());
    }

    private static @Nullable String ofAddress(@Nullable String address) {
        try {
            return address == null
                    ? null
                    : usable(
                            new QueryStringDecoder(address)
                                    .parameters()
                                    .getOrDefault("page_token", List.of(""))
                                    .getFirst());
        } catch (IllegalArgumentException badlyEncoded) {
            return null;
        }
    }

    /// One that is blank is none: asked for, it would be refused.
    private static @Nullable String usable(@Nullable String token) {
        return token == null || token.isBlank() || token.length() > LONGEST ? null : token;
    }
}
