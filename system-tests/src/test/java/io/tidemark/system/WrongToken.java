package io.tidemark.system;

import com.fasterxml.jackson.databind.node.ObjectNode;

import java.util.function.BiConsumer;
import java.util.function.Function;

/// Tokens of the administrator that are wrong in one respect each.
enum WrongToken {
    EXPIRED(f -> f.signed(f.header(), moved(f.claims(), -3600).toString())),
    NOT_YET_VALID(f -> f.signed(f.header(), moved(f.claims(), 3600).toString())),
    FORGED(f -> f.forged(f.header(), f.claims().toString())),
    FOR_ANOTHER_AUDIENCE(
            f -> f.signed(f.header(), f.claims().put("aud", "somebody-else").toString())),
    FOR_NO_AUDIENCE(f -> f.signed(f.header(), without(f.claims(), "aud"))),
    OF_ANOTHER_ISSUER(
            f -> f.signed(f.header(), f.claims().put("iss", "another-auth").toString())),
    OF_NO_ISSUER(f -> f.signed(f.header(), without(f.claims(), "iss"))),
    WITHOUT_END(f -> f.signed(f.header(), without(f.claims(), "exp"))),
    ALG_NONE(f -> f.content(f.header().put("alg", "none"), f.claims().toString()) + "."),
    ALG_NONE_IN_CAPITALS(
            f -> f.content(f.header().put("alg", "NONE"), f.claims().toString()) + "."),
    EMPTY_SIGNATURE(f -> f.content(f.header(), f.claims().toString()) + "."),
    SIGNATURE_OF_ZEROS(f -> f.content(f.header(), f.claims().toString()) + "." + "A".repeat(86)),
    HMAC_WITH_THE_PUBLIC_KEY(f -> f.hmac(f.claims().toString(), false)),
    HMAC_WITH_THE_PUBLIC_KEY_AS_PEM(f -> f.hmac(f.claims().toString(), true)),
    UNKNOWN_KEY_ID(f -> f.signed(f.header().put("kid", "unknown"), f.claims().toString())),
    PATH_AS_KEY_ID(f ->
            f.signed(f.header().put("kid", "../../../../dev/null"), f.claims().toString())),
    NO_KEY_ID(f -> f.signed(header(f, (h, x) -> h.remove("kid")), f.claims().toString())),
    EMBEDDED_KEY(f -> f.forged(
            header(f, (h, x) -> h.set("jwk", x.strangersKey())), f.claims().toString())),
    ADDRESS_OF_A_KEY(f -> f.forged(
            f.header().put("jku", "http://127.0.0.1:1/jwks"), f.claims().toString())),
    CRITICAL_EXTENSION(f -> f.signed(
            header(f, (h, x) -> h.set("crit", h.arrayNode().add("x"))),
            f.claims().toString())),
    OF_ANOTHER_TYPE(f -> f.signed(f.header().put("typ", "rt+jwt"), f.claims().toString())),
    OVERSIZE(f ->
            f.signed(f.header(), f.claims().put("more", "x".repeat(60_000)).toString())),
    CLAIM_TWICE(f -> f.signed(f.header(), f.claims().toString().replaceFirst("\\{", "{\"sub\":\"somebody\","))),
    TIMES_AS_TEXT(f -> f.signed(
            f.header(), f.claims().put("exp", f.claims().path("exp").asText()).toString())),
    CHANGED_AFTER_SIGNING(f -> {
        String signature = f.good().substring(f.good().lastIndexOf('.'));
        return f.content(f.header(), f.claims().put("sub", "somebody-else").toString()) + signature;
    }),
    NO_TOKEN_AT_ALL(f -> "not.a.token");

    private final Function<Forge, String> make;

    WrongToken(Function<Forge, String> make) {
        this.make = make;
    }

    String of(Forge forge) {
        return make.apply(forge);
    }

    private static ObjectNode moved(ObjectNode claims, long seconds) {
        for (String time : new String[] {"iat", "nbf", "exp"}) {
            claims.put(time, claims.path(time).asLong() + seconds);
        }
        return claims;
    }

    private static String without(ObjectNode claims, String name) {
        claims.remove(name);
        return claims.toString();
    }

    private static ObjectNode header(Forge forge, BiConsumer<ObjectNode, Forge> change) {
        ObjectNode header = forge.header();
        change.accept(header, forge);
        return header;
    }
}
