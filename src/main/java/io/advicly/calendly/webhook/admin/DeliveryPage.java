package io.advicly.calendly.webhook.admin;

import java.util.List;
import org.jspecify.annotations.Nullable;

/// Deliveries, the latest first.
///
/// @param nextCursor null on the last page
public record DeliveryPage(List<DeliveryView> deliveries, @Nullable String nextCursor) {}
