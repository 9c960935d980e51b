/// Tests of the projection and of what callers see of it.
@NullMarked
package io.advicly.calendly.meeting.fact;

import org.jspecify.annotations.NullMarked;
