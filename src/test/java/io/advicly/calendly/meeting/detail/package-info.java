/// Tests of this room.
@NullMarked
package io.advicly.calendly.meeting.detail;

import org.jspecify.annotations.NullMarked;
