package io.advicly.calendly.subscription.record;

import io.advicly.calendly.calendly.settings.CalendlySettings;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;

/// Makes the callback URLs out of the configured public URL.
final class CallbackUrlsProducer {

    @Produces
    @Singleton
    CallbackUrls callbackUrls(CalendlySettings settings) {
        return new CallbackUrls(settings.publicUrl().orElseThrow());
    }
}
