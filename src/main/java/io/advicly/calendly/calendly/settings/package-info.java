/// Holds the settings for Calendly's addresses, client and calls, and checks them at the start.
/// Configuration keys under `calendly` come in. The HTTP adapter and other features' time limits
/// read them.
@CheckReturnValue
@NullMarked
package io.advicly.calendly.calendly.settings;

import com.google.errorprone.annotations.CheckReturnValue;
import org.jspecify.annotations.NullMarked;
