package io.advicly.calendly.calendly.wire;

import com.fasterxml.jackson.databind.JsonNode;
import io.netty.handler.codec.http.QueryStringDecoder;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Where a collection goes on. Calendly says it twice, as a token and as the address of the next
/// page (docs/calendly-api.md 1.8): what says it once is not the end. Pure.
public final class NextPage {

    private NextPage() {}

    /// A token that is blank is none: asked for, it would be refused.
    public static @Nullable String token(JsonNode pagination) {
        String token = WireJson.text(pagination, "next_page_token");
        return isNone(token) ? ofAddress(WireJson.text(pagination, "next_page")) : token;
    }

    private static @Nullable String ofAddress(@Nullable String address) {
        if (address == null) {
            return null;
        }
        String token;
        try {
            token =
                    new QueryStringDecoder(address)
                            .parameters()
                            .getOrDefault("page_token", List.of(""))
                            .getFirst();
        } catch (IllegalArgumentException badlyEncoded) {
            return null;
        }
        return isNone(token) ? null : token;
    }

    private static boolean isNone(@Nullable String token) {
        return token == null || token.isBlank();
    }
}
