/**
 * What the sandbox knows: organizations, accounts, events, grants, subscriptions and deliveries, as
 * tables of records.
 *
 * <p>Everything in here is touched by one thread only, the sandbox's event loop, so nothing is
 * locked. All of it lives in {@link io.advicly.calendly.sandbox.state.Table}s, which is why one
 * {@link io.advicly.calendly.sandbox.state.StateFile} can carry the whole state over a restart
 * without knowing what it carries.
 */
@NullMarked
package io.advicly.calendly.sandbox.state;

import org.jspecify.annotations.NullMarked;
