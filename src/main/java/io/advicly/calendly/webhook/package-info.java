/// From Calendly's POST to a projected meeting, in two halves, with the inbox in between.
///
/// **Accepting** (the caller waits), told by `DeliveryRoute`: `SignatureFilter` looks at the head.
/// Whoever has no token of a subscription, or nothing that can be a signature, is refused before
/// the body is read. `DeliveryBodies` takes the raw bytes and refuses too many of them, of one body
/// or of all that nobody has verified yet. `DeliveryAuthenticator` verifies the signature with the
/// own key of the subscription behind the URL token, or else with the application's
/// (`SignatureHeader`, `SignatureVerifier`: pure), and refuses what is not JSON. What is let
/// through is a `SignedDelivery`: `DeliveryIntake` has `Inbox` commit it together with others; then
/// it is answered 200. Nothing that is refused on the way is stored.
///
/// **Working off** (nobody waits): `DeliveryWorker` claims due rows of the inbox (`DeliveryQueue`),
/// woken by the intake, by a notice from another replica (`DeliveryListener`) or by its own clock;
/// how much it may do at a time goes by how long answers take and how old the oldest delivery is
/// (`ClaimPacer`; `WorkShare`: pure). `DeliveryProcessor` reads a group of them and hands it to the
/// projection of package `meeting`, which takes it in one transaction; `RetryPolicy` (pure) decides
/// from the `Outcome` whether the row is done, due again or dead.
///
/// **Erasing** (`ErasureResource`): `Erasure` has package `meeting` remember that an address is
/// erased and clear its meetings, then `DeliveryErasure` rewrites the bodies that hold it
/// (`BodyErasure`, pure). A delivery that arrives later loses it before it is projected.
@CheckReturnValue
@NullMarked
package io.advicly.calendly.webhook;

import com.google.errorprone.annotations.CheckReturnValue;
import org.jspecify.annotations.NullMarked;
