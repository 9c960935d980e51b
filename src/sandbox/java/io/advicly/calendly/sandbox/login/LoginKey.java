package io.advicly.calendly.sandbox.login;

import io.advicly.calendly.sandbox.state.World;
import io.advicly.calendly.sandbox.state.setting.Setting;
import java.util.UUID;
import org.jose4j.jwk.EcJwkGenerator;
import org.jose4j.jwk.JsonWebKey.OutputControlLevel;
import org.jose4j.jwk.PublicJsonWebKey;
import org.jose4j.jws.AlgorithmIdentifiers;
import org.jose4j.jws.JsonWebSignature;
import org.jose4j.jwt.JwtClaims;
import org.jose4j.keys.EllipticCurves;
import org.jose4j.lang.JoseException;

/**
 * The key pair of the login: made at the first start, kept with the state so that sessions outlive
 * a restart.
 */
final class LoginKey {
    private static final String KEPT = "login_key";

    private final PublicJsonWebKey key;

    private LoginKey(PublicJsonWebKey key) {
        this.key = key;
    }

    static LoginKey of(World world) {
        try {
            Setting kept = world.keepsakes().find(KEPT);
            if (kept != null) {
                return new LoginKey(PublicJsonWebKey.Factory.newPublicJwk((String) kept.value()));
            }
            return fresh(world);
        } catch (JoseException e) {
            throw new IllegalStateException("no key pair for the login", e);
        }
    }

    static LoginKey fresh(World world) {
        try {
            PublicJsonWebKey fresh = EcJwkGenerator.generateJwk(EllipticCurves.P256);
            fresh.setKeyId(UUID.randomUUID().toString());
            fresh.setUse("sig");
            fresh.setAlgorithm(AlgorithmIdentifiers.ECDSA_USING_P256_CURVE_AND_SHA256);
            world.keepsakes()
                    .put(new Setting(KEPT, fresh.toJson(OutputControlLevel.INCLUDE_PRIVATE)));
            return new LoginKey(fresh);
        } catch (JoseException e) {
            throw new IllegalStateException("no key pair for the login", e);
        }
    }

    String publicJson() {
        return key.toJson(OutputControlLevel.PUBLIC_ONLY);
    }

    String sign(JwtClaims claims) {
        JsonWebSignature signature = new JsonWebSignature();
        signature.setPayload(claims.toJson());
        signature.setKey(key.getPrivateKey());
        signature.setKeyIdHeaderValue(key.getKeyId());
        signature.setAlgorithmHeaderValue(AlgorithmIdentifiers.ECDSA_USING_P256_CURVE_AND_SHA256);
        signature.setHeader("typ", "JWT");
        try {
            return signature.getCompactSerialization();
        } catch (JoseException e) {
            throw new IllegalStateException("our own claims cannot be signed", e);
        }
    }
}
