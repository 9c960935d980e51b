package io.advicly.calendly.meeting.detail;

import static java.util.Comparator.comparing;

import java.util.Comparator;

/// One field of [Details].
///
/// @param json its value as text, see `Storable`; `null` where it is said to be nothing
record Detail(String json, DetailAge age) {

    static final String NOTHING = "null";

    private static final Comparator<Detail> ORDER =
            comparing(Detail::age).thenComparing(Detail::json);

    Detail later(Detail other) {
        return ORDER.compare(this, other) >= 0 ? this : other;
    }

    Detail with(String other) {
        return new Detail(other, age);
    }
}
