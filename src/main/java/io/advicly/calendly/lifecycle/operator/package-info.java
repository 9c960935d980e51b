/// What operators do with one connection, and why nothing arrives on it. A connection's id comes
/// in; a diagnosis in words goes out, or what users themselves ask for is begun in their place.
/// Every action is audited with who asked and why.
@NullMarked
package io.advicly.calendly.lifecycle.operator;

import org.jspecify.annotations.NullMarked;
