package io.tidemark.system;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tidemark.launcher.layout.Layout;
import io.tidemark.system.RunningStack.Started;

import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.security.AlgorithmParameters;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.PrivateKey;
import java.security.Signature;
import java.security.interfaces.ECPublicKey;
import java.security.spec.ECGenParameterSpec;
import java.security.spec.ECParameterSpec;
import java.security.spec.ECPoint;
import java.security.spec.ECPrivateKeySpec;
import java.security.spec.ECPublicKeySpec;
import java.util.Base64;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/// Makes tokens out of a good one, with auth-service's own key, with another, or with none.
final class Forge {
    private final String good;
    private final PrivateKey own;
    private final ECPublicKey published;
    private final KeyPair stranger;

    /// @param good a token that auth-service gave out
    Forge(String good, Layout layout) {
        this.good = good;
        try {
            JsonNode jwk = Started.json(SealedKey.read(layout));
            AlgorithmParameters curve = AlgorithmParameters.getInstance("EC");
            curve.init(new ECGenParameterSpec("secp256r1"));
            ECParameterSpec p256 = curve.getParameterSpec(ECParameterSpec.class);
            KeyFactory keys = KeyFactory.getInstance("EC");
            this.own = keys.generatePrivate(new ECPrivateKeySpec(number(jwk, "d"), p256));
            this.published = (ECPublicKey)
                    keys.generatePublic(new ECPublicKeySpec(new ECPoint(number(jwk, "x"), number(jwk, "y")), p256));
            KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
            generator.initialize(new ECGenParameterSpec("secp256r1"));
            this.stranger = generator.generateKeyPair();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    ObjectNode header() {
        return (ObjectNode) Started.json(decoded(0));
    }

    ObjectNode claims() {
        return (ObjectNode) Started.json(decoded(1));
    }

    String good() {
        return good;
    }

    /// With auth-service's own key.
    String signed(JsonNode header, String claims) {
        return signed(header, claims, own);
    }

    /// With a key of our own.
    String forged(JsonNode header, String claims) {
        return signed(header, claims, stranger.getPrivate());
    }

    /// With the published key taken for a shared secret.
    String hmac(String claims, boolean pem) {
        byte[] encoded = published.getEncoded();
        String text = "-----BEGIN PUBLIC KEY-----\n"
                + Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(encoded) + "\n-----END PUBLIC KEY-----\n";
        String content = content(header().put("alg", "HS256"), claims);
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(pem ? text.getBytes(StandardCharsets.US_ASCII) : encoded, "HmacSHA256"));
            return content + "." + base64(mac.doFinal(content.getBytes(StandardCharsets.US_ASCII)));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    /// Header and claims, without a signature.
    String content(JsonNode header, String claims) {
        return base64(header.toString().getBytes(StandardCharsets.UTF_8)) + "."
                + base64(claims.getBytes(StandardCharsets.UTF_8));
    }

    /// The public half of our own key, as a JSON Web Key.
    ObjectNode strangersKey() {
        ECPublicKey key = (ECPublicKey) stranger.getPublic();
        return ((ObjectNode) Started.json("{\"kty\":\"EC\",\"crv\":\"P-256\"}"))
                .put("x", base64(coordinate(key.getW().getAffineX())))
                .put("y", base64(coordinate(key.getW().getAffineY())));
    }

    private String signed(JsonNode header, String claims, PrivateKey key) {
        String content = content(header, claims);
        try {
            Signature signature = Signature.getInstance("SHA256withECDSAinP1363Format");
            signature.initSign(key);
            signature.update(content.getBytes(StandardCharsets.US_ASCII));
            return content + "." + base64(signature.sign());
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    private String decoded(int part) {
        return new String(Base64.getUrlDecoder().decode(good.split("\\.", -1)[part]), StandardCharsets.UTF_8);
    }

    private static BigInteger number(JsonNode jwk, String field) {
        return new BigInteger(
                1, Base64.getUrlDecoder().decode(jwk.required(field).textValue()));
    }

    private static byte[] coordinate(BigInteger value) {
        byte[] raw = value.toByteArray();
        byte[] fixed = new byte[32];
        int length = Math.min(32, raw.length);
        System.arraycopy(raw, raw.length - length, fixed, 32 - length, length);
        return fixed;
    }

    private static String base64(byte[] bytes) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }
}
