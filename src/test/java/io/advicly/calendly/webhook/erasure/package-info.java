/// Tests of the way from Calendly's POST to a projected meeting.
@NullMarked
package io.advicly.calendly.webhook.erasure;

import org.jspecify.annotations.NullMarked;
