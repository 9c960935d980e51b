/// Tests of this room.
@NullMarked
package io.advicly.calendly.webhook.search;

import org.jspecify.annotations.NullMarked;
