/// How it goes, in numbers that the service keeps itself. What was counted and timed in this
/// process comes in, a row a minute goes into the database, and series for charts go out. What is
/// kept is bounded: minutes for a day, ten minutes for a week.
@NullMarked
package io.advicly.calendly.platform.overview;

import org.jspecify.annotations.NullMarked;
