/// Holds organizations, and the accounts and groups in them. People who are seeded, invited, moved
/// or removed come in. Who belongs where, and with which role, goes out.
@NullMarked
package io.advicly.calendly.sandbox.state.people;

import org.jspecify.annotations.NullMarked;
