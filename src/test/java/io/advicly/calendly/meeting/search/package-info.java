/// Tests of this room.
@NullMarked
package io.advicly.calendly.meeting.search;

import org.jspecify.annotations.NullMarked;
