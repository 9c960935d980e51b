/**
 * The identity provider of the demo product, not of Calendly: mints the bearer tokens that a
 * product's own login would.
 *
 * <p>Anybody gets a token for anybody. That is why it lives in the sandbox, which no production
 * build contains.
 */
@NullMarked
package io.advicly.calendly.sandbox.login;

import org.jspecify.annotations.NullMarked;
