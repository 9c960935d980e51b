/// Shows operators the inbox, replays deliveries, and deletes old ones. Operators' HTTP calls come
/// in. Pages of deliveries go out, and rows that are due again.
@CheckReturnValue
@NullMarked
package io.advicly.calendly.webhook.admin;

import com.google.errorprone.annotations.CheckReturnValue;
import org.jspecify.annotations.NullMarked;
