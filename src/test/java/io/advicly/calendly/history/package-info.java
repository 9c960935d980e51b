/// Random histories: what people, Calendly, the database and the machines do to the service, in an
/// order that a seed decides. Once it is over, everything has to be as the design promises.
@NullMarked
package io.advicly.calendly.history;

import org.jspecify.annotations.NullMarked;
