/// Tests of what operators see of syncs.
@NullMarked
package io.advicly.calendly.sync.operator;

import org.jspecify.annotations.NullMarked;
