package io.advicly.calendly.sync.job;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import org.junit.jupiter.api.Test;

class PlaceTest {

    private static final Instant NOON = Instant.parse("2026-02-01T12:00:00Z");
    private static final Instant ONE = NOON.plusSeconds(3_600);
    private static final Instant TWO = NOON.plusSeconds(7_200);

    @Test
    void aListThatIsAskedForAnewBeginsWhereTheLastPageEnded() {
        Place place = Place.START.pageRead(ONE, "second");

        assertThat(place.anew().since()).isEqualTo(ONE);
        assertThat(place.anew().pageToken()).isNull();
    }

    @Test
    void itBeginsInsideAPageOfWhichAPartIsRead() {
        Place place = Place.START.pageRead(ONE, "second").stoppedAt(TWO);

        assertThat(place.anew().since()).isEqualTo(TWO);
        assertThat(place.anew().pageFrom()).isEqualTo(TWO);
    }

    @Test
    void itBeginsAtTheVeryStartWhereNothingIsReadYet() {
        assertThat(Place.START.pageRead(null, "second").anew().since()).isNull();
    }

    @Test
    void neverGoesBack() {
        Place anew = Place.START.pageRead(TWO, "second").anew();

        assertThat(anew.pageRead(ONE, "other").anew().since()).isEqualTo(TWO);
        assertThat(anew.pageRead(null, "other").anew().since()).isEqualTo(TWO);
    }

    @Test
    void aPartOfAPageIsBeyondItsBeginningAndTheSamePartIsNot() {
        Place page = Place.START.pageRead(NOON, "second");

        assertThat(page.isBeyond(Place.START)).isTrue();
        assertThat(page.stoppedAt(ONE).isBeyond(page)).isTrue();
        assertThat(page.stoppedAt(ONE).isBeyond(page.stoppedAt(ONE))).isFalse();
        assertThat(page.anew().isBeyond(page)).isFalse();
        assertThat(Place.START.isBeyond(Place.START)).isFalse();
    }

    @Test
    void everythingIsListedOnceThereIsNoNextPage() {
        assertThat(Place.START.pageRead(ONE, "second").listed()).isFalse();
        assertThat(Place.START.pageRead(ONE, null).listed()).isTrue();
    }
}
