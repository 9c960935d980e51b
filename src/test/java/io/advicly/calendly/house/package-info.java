/// Measures the sources: how large rooms, files and methods are, what points where, what is said
/// twice. `etc/house` starts it without a build, so that it needs nothing but the JDK.
@NullMarked
package io.advicly.calendly.house;

import org.jspecify.annotations.NullMarked;
