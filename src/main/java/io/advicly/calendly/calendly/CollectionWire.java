package io.advicly.calendly.calendly;

import static io.advicly.calendly.calendly.UnreadableException.required;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.databind.annotation.JsonNaming;
import io.quarkus.runtime.annotations.RegisterForReflection;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// The envelope of a page. The parameter that asks for the next one is `page_token` (calendly-api
/// 1.8).
///
/// @param collection record by record: one that cannot be read takes no other with it
@RegisterForReflection
@JsonIgnoreProperties(ignoreUnknown = true)
record CollectionWire(@Nullable List<JsonNode> collection, @Nullable Pagination pagination) {

    /// Where the next page is. A look-alike may leave the whole object out on a single page.
    @RegisterForReflection
    @JsonIgnoreProperties(ignoreUnknown = true)
    @JsonNaming(PropertyNamingStrategies.SnakeCaseStrategy.class)
    record Pagination(@Nullable String nextPageToken) {}

    /// A page as far as it could be read.
    record Sifted<R>(Page<R> page, List<LeftOut> leftOut) {}

    /// @param mapping answers null for what has no place in our language: it is left out too, but
    ///   is no failure
    <W, R> Sifted<R> sifted(Class<W> type, Function<W, @Nullable R> mapping) {
        List<R> items = new ArrayList<>();
        List<LeftOut> leftOut = new ArrayList<>();
        for (JsonNode item : required(collection, "collection")) {
            try {
                R mapped =
                        mapping.apply(
                                required(WireJson.MAPPER.treeToValue(item, type), "collection[]"));
                if (mapped != null) {
                    items.add(mapped);
                }
            } catch (Exception unreadable) {
                leftOut.add(LeftOut.of(item, unreadable));
            }
        }
        return new Sifted<>(
                new Page<>(
                        List.copyOf(items), pagination == null ? null : pagination.nextPageToken()),
                List.copyOf(leftOut));
    }
}
