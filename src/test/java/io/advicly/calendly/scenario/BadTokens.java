package io.advicly.calendly.scenario;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.advicly.calendly.testing.Http;
import io.advicly.calendly.testing.Surroundings;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Consumer;
import org.jose4j.jwk.EcJwkGenerator;
import org.jose4j.jwk.JsonWebKey;
import org.jose4j.jws.AlgorithmIdentifiers;
import org.jose4j.jws.JsonWebSignature;
import org.jose4j.keys.EllipticCurves;
import org.jose4j.keys.HmacKey;
import org.jose4j.lang.JoseException;

/// Bearer tokens that nobody may believe, each wrong in one way.
final class BadTokens {

    private BadTokens() {}

    static Map<String, String> all() {
        String good = minted(Map.of());
        Map<String, String> bad = new LinkedHashMap<>();
        bad.put("expired", minted(Map.of("expires_in", -60)));
        bad.put("for another service", minted(Map.of("audience", "another-service")));
        bad.put("of another issuer", minted(Map.of("issuer", "https://login.evil.test")));
        bad.put("without signature", unsigned(good));
        bad.put("without signature, and none announced", withoutSignature(good));
        bad.put("of a foreign key under the known id", foreign(good, keyId(good)));
        bad.put("of a foreign key", foreign(good, "unknown"));
        bad.put("signed with the public key as a secret", confused(good));
        bad.put("with another user in it", changed(good));
        return bad;
    }

    /// A good one, but for what is asked for.
    static String minted(Map<String, ?> claims) {
        Map<String, Object> wanted = new LinkedHashMap<>(claims);
        wanted.putIfAbsent("sub", "olivia");
        wanted.putIfAbsent("groups", new String[] {"calendly-admin"});
        return Http.post(Surroundings.sandbox("/_login/token"), wanted, Map.of())
                .expect(200)
                .body()
                .get("access_token")
                .asText();
    }

    private static String unsigned(String good) {
        return header(good, it -> it.put("alg", "none")) + "." + part(good, 1) + ".";
    }

    private static String withoutSignature(String good) {
        return part(good, 0) + "." + part(good, 1) + ".";
    }

    private static String changed(String good) {
        ObjectNode claims = json(part(good, 1)).put("sub", "mallory");
        return part(good, 0)
                + "."
                + base64(claims.toString().getBytes(UTF_8))
                + "."
                + part(good, 2);
    }

    private static String foreign(String good, String keyId) {
        try {
            JsonWebSignature forged = signature(good, keyId);
            forged.setKey(EcJwkGenerator.generateJwk(EllipticCurves.P256).getPrivateKey());
            forged.setAlgorithmHeaderValue(AlgorithmIdentifiers.ECDSA_USING_P256_CURVE_AND_SHA256);
            return forged.getCompactSerialization();
        } catch (JoseException broken) {
            throw new IllegalStateException(broken);
        }
    }

    /// Everybody knows the public key: it must never serve as the secret of an HMAC.
    private static String confused(String good) {
        try {
            JsonWebKey key =
                    JsonWebKey.Factory.newJwk(
                            Http.get(Surroundings.sandbox("/_login/jwks"), Map.of())
                                    .body()
                                    .get("keys")
                                    .get(0)
                                    .toString());
            JsonWebSignature forged = signature(good, keyId(good));
            forged.setKey(new HmacKey(((java.security.Key) key.getKey()).getEncoded()));
            forged.setAlgorithmHeaderValue(AlgorithmIdentifiers.HMAC_SHA256);
            return forged.getCompactSerialization();
        } catch (JoseException broken) {
            throw new IllegalStateException(broken);
        }
    }

    private static JsonWebSignature signature(String good, String keyId) {
        JsonWebSignature forged = new JsonWebSignature();
        forged.setKeyIdHeaderValue(keyId);
        forged.setPayload(new String(Base64.getUrlDecoder().decode(part(good, 1)), UTF_8));
        return forged;
    }

    private static String keyId(String token) {
        return json(part(token, 0)).get("kid").asText();
    }

    private static String header(String token, Consumer<ObjectNode> change) {
        ObjectNode header = json(part(token, 0));
        change.accept(header);
        return base64(header.toString().getBytes(UTF_8));
    }

    private static String part(String token, int number) {
        return token.split("\\.", -1)[number];
    }

    private static ObjectNode json(String part) {
        try {
            return (ObjectNode) Http.JSON.readTree(Base64.getUrlDecoder().decode(part));
        } catch (IOException malformed) {
            throw new UncheckedIOException(malformed);
        }
    }

    private static String base64(byte[] bytes) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }
}
