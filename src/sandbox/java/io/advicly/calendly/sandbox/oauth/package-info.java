/**
 * Calendly's auth host: authorize, token, revoke, introspect (calendly-api.md 1.2 to 1.5).
 *
 * <p>Where Calendly does not document an error, it is Doorkeeper's: the one error text that users
 * report from Calendly is Doorkeeper's word for word.
 */
@NullMarked
package io.advicly.calendly.sandbox.oauth;

import org.jspecify.annotations.NullMarked;
