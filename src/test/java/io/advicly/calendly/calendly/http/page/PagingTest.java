package io.advicly.calendly.calendly.http.page;

import static io.advicly.calendly.calendly.Calls.list;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.advicly.calendly.calendly.CalendlyFailure;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PagingTest {

    private final List<@Nullable String> asked = new ArrayList<>();

    @Test
    void endsAtThePageWithoutNextTokenAndNotAtAnEmptyOne() {
        // Given
        Multi<Integer> all = Paging.stream(this::threePages);

        // Then
        assertThat(list(all)).containsExactly(1, 2, 3);
        assertThat(asked).containsExactly(null, "second", "third");
    }

    @Test
    void startsOverForEverySubscriber() {
        // Given
        Multi<Integer> all = Paging.stream(this::threePages);

        // When
        list(all);

        // Then
        assertThat(list(all)).containsExactly(1, 2, 3);
    }

    @Test
    void readsNoFurtherThanAskedFor() {
        // When
        List<Integer> first = list(Paging.stream(this::threePages).select().first(1));

        // Then
        assertThat(first).containsExactly(1);
        assertThat(asked).containsExactly((String) null);
    }

    @Test
    void failsWhenATokenComesAgain() {
        // Given
        Multi<Integer> endless =
                Paging.stream(token ->
                        Uni.createFrom()
                                .item(new Page<>(List.of(1), "a".equals(token) ? "b" : "a")));

        // Then
        assertThatThrownBy(() -> list(endless)).isInstanceOf(CalendlyFailure.Unavailable.class);
    }

    /// Whoever waits for the end would never do anything else.
    @ParameterizedTest
    @ValueSource(ints = {0, 1, 100})
    void failsWhereTokensAreNewWithoutEnd(int records) {
        List<Integer> page = Collections.nCopies(records, 1);
        Multi<Integer> endless =
                Paging.stream(token -> {
                    asked.add(token);
                    return Uni.createFrom().item(new Page<>(page, "token-" + asked.size()));
                });

        assertThatThrownBy(() -> list(endless))
                .isInstanceOf(CalendlyFailure.Unavailable.class)
                .hasMessageContaining("no end");
    }

    @Test
    void readsOnThroughManyPages() {
        assertThat(list(Paging.stream(this::oneInFiftyOfSixHundred))).hasSize(12);
    }

    private Uni<Page<Integer>> oneInFiftyOfSixHundred(@Nullable String token) {
        asked.add(token);
        int page = asked.size();
        List<Integer> items = page % 50 == 0 ? List.of(1) : List.of();
        return Uni.createFrom().item(new Page<>(items, page == 600 ? null : "token-" + page));
    }

    private Uni<Page<Integer>> threePages(@Nullable String token) {
        asked.add(token);
        return Uni.createFrom()
                .item(
                        switch (token) {
                            case null -> new Page<>(List.of(1, 2), "second");
                            case "second" -> new Page<>(List.of(), "third");
                            default -> new Page<>(List.of(3), null);
                        });
    }
}
