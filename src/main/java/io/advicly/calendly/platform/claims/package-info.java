/// Claims hold only while the process lives that has made them (ADR 15): each is known by a row and
/// a lock that ends with it, and what a dead one had claimed is free within seconds.
@CheckReturnValue
@NullMarked
package io.advicly.calendly.platform.claims;

import com.google.errorprone.annotations.CheckReturnValue;
import org.jspecify.annotations.NullMarked;
