/// Holds OAuth apps and what they are granted: codes, access tokens and refresh tokens. Consents,
/// exchanges and revocations come in. Whether a token is good goes out, and every secret that was
/// made.
@NullMarked
package io.advicly.calendly.sandbox.state.grant;

import org.jspecify.annotations.NullMarked;
