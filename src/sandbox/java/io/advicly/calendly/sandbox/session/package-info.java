/**
 * What the backend of the demo product does so that its page can show {@code <calendly-connect>}.
 * The page asks for a session of whoever is signed in; the service makes it for a backend's token,
 * and gives back a token for the page.
 */
@NullMarked
package io.advicly.calendly.sandbox.session;

import org.jspecify.annotations.NullMarked;
