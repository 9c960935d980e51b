/// What one client's address may have of what there is for all.
@CheckReturnValue
@NullMarked
package io.advicly.calendly.platform.address;

import com.google.errorprone.annotations.CheckReturnValue;
import org.jspecify.annotations.NullMarked;
