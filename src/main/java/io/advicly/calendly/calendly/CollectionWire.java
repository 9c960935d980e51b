package io.advicly.calendly.calendly;

import static io.advicly.calendly.calendly.UnreadableException.required;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.databind.annotation.JsonNaming;
import io.quarkus.runtime.annotations.RegisterForReflection;
import java.util.List;
import java.util.Objects;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// The envelope of a page. The parameter that asks for the next one is `page_token` (calendly-api
/// 1.8).
@RegisterForReflection
@JsonIgnoreProperties(ignoreUnknown = true)
record CollectionWire<T>(@Nullable List<T> collection, @Nullable Pagination pagination) {

    /// Where the next page is. A look-alike may leave the whole object out on a single page.
    @RegisterForReflection
    @JsonIgnoreProperties(ignoreUnknown = true)
    @JsonNaming(PropertyNamingStrategies.SnakeCaseStrategy.class)
    record Pagination(@Nullable String nextPageToken) {}

    /// @param mapping answers null for what has no place in our language: it is left out
    <R> Page<R> toPage(Function<T, @Nullable R> mapping) {
        List<R> items =
                required(collection, "collection").stream()
                        .map(item -> mapping.apply(required(item, "collection[]")))
                        .filter(Objects::nonNull)
                        .toList();
        return new Page<>(items, pagination == null ? null : pagination.nextPageToken());
    }
}
