/// Holds the positions of the switches. Names and values come in and are refused where a switch
/// cannot have them. The value that counts now goes out.
@NullMarked
package io.advicly.calendly.sandbox.state.setting;

import org.jspecify.annotations.NullMarked;
