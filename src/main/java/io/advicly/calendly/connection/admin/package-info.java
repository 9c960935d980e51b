/// Shows operators the connections. A query over HTTP comes in. Pages of connections without
/// secrets go out.
@CheckReturnValue
@NullMarked
package io.advicly.calendly.connection.admin;

import com.google.errorprone.annotations.CheckReturnValue;
import org.jspecify.annotations.NullMarked;
