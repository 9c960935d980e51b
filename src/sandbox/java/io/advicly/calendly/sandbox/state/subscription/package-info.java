/// Holds webhook subscriptions and what is sent to them. Subscriptions, deliveries and each attempt
/// at one come in. Who is told of an organization, and where a delivery stands, goes out.
@NullMarked
package io.advicly.calendly.sandbox.state.subscription;

import org.jspecify.annotations.NullMarked;
