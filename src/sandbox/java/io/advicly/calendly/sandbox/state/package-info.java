/// What the sandbox knows as one world, which is kept in a file. Changes and times come in; the
/// rooms of what it holds, and the whole of it to be written, go out. One thread alone touches any
/// of it, the sandbox's event loop, so nothing is locked.
///
/// All of it lives in [io.advicly.calendly.sandbox.state.table.Table]s, which is why one
/// [io.advicly.calendly.sandbox.state.StateFile] can carry the whole state over a restart without
/// knowing what it carries.
@NullMarked
package io.advicly.calendly.sandbox.state;

import org.jspecify.annotations.NullMarked;
