/**
 * The part of the API that is about an organization rather than its calendars: groups, routing
 * forms, invitations, who is removed, and the log of what admins did.
 */
@NullMarked
package io.advicly.calendly.sandbox.office;

import org.jspecify.annotations.NullMarked;
