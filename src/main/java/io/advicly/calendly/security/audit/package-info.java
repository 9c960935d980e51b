/// The audit for operators. Filters come in; pages of what was done, by whom, when and from where,
/// go out, as JSON or as JSON lines. Nothing here writes: entries are added by the journal and
/// never change.
@NullMarked
package io.advicly.calendly.security.audit;

import org.jspecify.annotations.NullMarked;
