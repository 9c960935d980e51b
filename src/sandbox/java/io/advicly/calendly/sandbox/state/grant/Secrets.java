package io.advicly.calendly.sandbox.state.grant;

import io.advicly.calendly.sandbox.state.table.Table;
import io.advicly.calendly.sandbox.state.table.Tables;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.Collection;

/**
 * Makes secrets, and remembers every one ever made or received.
 *
 * <p>A reset does not empty it: what was once handed out must not turn up in a dump of the client's
 * database later either.
 */
public final class Secrets {
    private final SecureRandom random = new SecureRandom();
    private final Table<Secret> table;

    public Secrets(Tables tables) {
        table = tables.add("secrets", Secret.class, Secret::value);
    }

    /**
     * As long as Calendly's are in practice: a client whose columns are too short should fail here.
     */
    public String newAccessToken() {
        return remember("access_token", "sbx_at_" + random(192));
    }

    public String newRefreshToken() {
        return remember("refresh_token", "sbx_rt_" + random(32));
    }

    public String newCode() {
        return remember("code", "sbx_code_" + random(32));
    }

    public String newSigningKey() {
        return remember("signing_key", "sbx_key_" + random(32));
    }

    public String remember(String kind, String value) {
        if (table.find(value) == null) {
            table.put(new Secret(value, kind));
        }
        return value;
    }

    public Collection<Secret> all() {
        return table.all();
    }

    private String random(int bytes) {
        byte[] drawn = new byte[bytes];
        random.nextBytes(drawn);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(drawn);
    }
}
