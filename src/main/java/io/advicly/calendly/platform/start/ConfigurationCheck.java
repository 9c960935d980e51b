package io.advicly.calendly.platform.start;

import java.util.List;

/// What a feature has to say about its configuration before the service starts.
public interface ConfigurationCheck {

    /// Each complaint is one line that names the key and says what it wants; empty when all is
    /// well.
    List<String> complaints();
}
