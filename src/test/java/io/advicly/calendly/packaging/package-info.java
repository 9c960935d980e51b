/// What the service is shipped in: images and Kubernetes manifests.
@NullMarked
package io.advicly.calendly.packaging;

import org.jspecify.annotations.NullMarked;
