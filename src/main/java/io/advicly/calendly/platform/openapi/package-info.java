/// Makes the description of the API that `/q/openapi` serves, while the service is built.
///
/// In come the resources as a scanner has found them, their records, and the words of
/// `openapi/*.yaml`. Out goes a document that clients are generated from; nothing of this runs in
/// the service but the route that serves the description of what is sent.
@NullMarked
package io.advicly.calendly.platform.openapi;

import org.jspecify.annotations.NullMarked;
