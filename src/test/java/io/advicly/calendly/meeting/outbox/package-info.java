/// Tests of the projection and of what callers see of it.
@NullMarked
package io.advicly.calendly.meeting.outbox;

import org.jspecify.annotations.NullMarked;
