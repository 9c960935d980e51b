package io.advicly.calendly.security.cipher;

import io.advicly.calendly.platform.start.ConfigurationCheck;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.List;
import org.eclipse.microprofile.config.Config;

/// Usable encryption keys, and somebody who vouches for callers.
@ApplicationScoped
public class SecurityCheck implements ConfigurationCheck {

    private final EncryptionSettings encryption;
    private final Config config;

    public SecurityCheck(EncryptionSettings encryption, Config config) {
        this.encryption = encryption;
        this.config = config;
    }

    @Override
    public List<String> complaints() {
        List<String> complaints = new ArrayList<>();
        try {
            var _ = EncryptionKeyRing.of(encryption.keys(), encryption.activeKey());
        } catch (InvalidKeyRingException wrong) {
            complaints.add(wrong.configurationKey() + " " + wrong.complaint());
        }
        if (!isSet("quarkus.oidc.auth-server-url") && !isSet("quarkus.oidc.public-key")) {
            complaints.add(
                    "quarkus.oidc.auth-server-url must be the issuer that signs your users' bearer tokens");
        }
        return complaints;
    }

    private boolean isSet(String key) {
        return config.getOptionalValue(key, String.class).filter(it -> !it.isBlank()).isPresent();
    }
}
