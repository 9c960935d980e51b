package io.advicly.calendly.lifecycle;

import io.advicly.calendly.platform.address.WebAddress;
import io.advicly.calendly.platform.start.ConfigurationCheck;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// Origins that are origins, and a default to return to that is an address.
@ApplicationScoped
public class LifecycleCheck implements ConfigurationCheck {

    private final LifecycleSettings settings;

    public LifecycleCheck(LifecycleSettings settings) {
        this.settings = settings;
    }

    @Override
    public List<String> complaints() {
        List<String> complaints = new ArrayList<>();
        for (String origin : settings.returnTo().allowed().orElse(List.of())) {
            if (WebAddress.parse(origin).filter(it -> isOrigin(it, origin)).isEmpty()) {
                complaints.add(
                        "calendly.return-to.allowed must be origins such as https://app.example.com"
                                + " (one is \"%s\")".formatted(origin));
            }
        }
        Optional<String> fallback = settings.returnTo().fallback();
        if (fallback.isPresent() && fallback.flatMap(WebAddress::parse).isEmpty()) {
            complaints.add(
                    "calendly.return-to.default must be the address in your product to return to");
        }
        return complaints;
    }

    private static boolean isOrigin(WebAddress address, String text) {
        return address.uri().getRawQuery() == null
                && address.uri().getRawFragment() == null
                && (address.uri().getRawPath().isEmpty()
                        || (text.endsWith("/") && address.uri().getRawPath().equals("/")));
    }
}
