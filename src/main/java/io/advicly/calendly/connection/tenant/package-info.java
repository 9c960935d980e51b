/// Finds connections for backends of the product. A backend, with the tenant that it may act in,
/// comes in with its filters. Pages of connections of that tenant, or of all, go out.
@CheckReturnValue
@NullMarked
package io.advicly.calendly.connection.tenant;

import com.google.errorprone.annotations.CheckReturnValue;
import org.jspecify.annotations.NullMarked;
