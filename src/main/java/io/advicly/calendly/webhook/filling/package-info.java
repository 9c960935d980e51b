/// Fills stored meetings with what deliveries have said of them before it was kept. Stored bodies
/// come in, a page at a time. Whole meetings go out, by the projection that deliveries go through.
@CheckReturnValue
@NullMarked
package io.advicly.calendly.webhook.filling;

import com.google.errorprone.annotations.CheckReturnValue;
import org.jspecify.annotations.NullMarked;
