package io.advicly.calendly.testing;

import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import org.jose4j.jws.AlgorithmIdentifiers;
import org.jose4j.jws.JsonWebSignature;
import org.jose4j.jwt.JwtClaims;
import org.jose4j.lang.JoseException;

/// Bearer tokens of a key pair made for this test run.
public final class TestTokens {

    public static final String ISSUER = "https://login.example.test";
    private static final KeyPair KEYS = keyPair();

    private TestTokens() {}

    /// What makes the service trust these tokens.
    public static Map<String, String> configuration() {
        return Map.of(
                "quarkus.oidc.public-key",
                Base64.getEncoder().encodeToString(KEYS.getPublic().getEncoded()),
                "quarkus.oidc.token.issuer",
                ISSUER);
    }

    /// A token of this user in the default tenant.
    public static String of(String user) {
        return of(user, Map.of());
    }

    public static String inTenant(String tenant, String user) {
        return of(user, Map.of("tenant_id", tenant));
    }

    public static String admin(String user) {
        return of(user, Map.of("groups", List.of("calendly-admin")));
    }

    /// @param tenant the one that the backend acts in, or `*`
    public static String backend(String tenant) {
        return of("backend", Map.of("groups", List.of("calendly-backend"), "tenant_id", tenant));
    }

    /// Somebody who may look, and no more.
    public static String viewer(String user) {
        return of(user, Map.of("groups", List.of("calendly-viewer")));
    }

    public static String of(String user, Map<String, ?> claims) {
        JwtClaims all = new JwtClaims();
        all.setIssuer(ISSUER);
        all.setSubject(user);
        all.setAudience("calendly-connect");
        all.setIssuedAtToNow();
        all.setExpirationTimeMinutesInTheFuture(10);
        claims.forEach(all::setClaim);
        JsonWebSignature signature = new JsonWebSignature();
        signature.setPayload(all.toJson());
        signature.setKey(KEYS.getPrivate());
        signature.setAlgorithmHeaderValue(AlgorithmIdentifiers.RSA_USING_SHA256);
        try {
            return signature.getCompactSerialization();
        } catch (JoseException broken) {
            throw new IllegalStateException(broken);
        }
    }

    private static KeyPair keyPair() {
        try {
            KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
            generator.initialize(2048);
            return generator.generateKeyPair();
        } catch (NoSuchAlgorithmException missing) {
            throw new IllegalStateException(missing);
        }
    }
}
