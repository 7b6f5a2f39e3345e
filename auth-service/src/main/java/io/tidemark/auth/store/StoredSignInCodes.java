package io.tidemark.auth.store;

import io.tidemark.auth.outside.CodeStore;
import io.tidemark.auth.outside.SignInCode;
import io.tidemark.platform.store.Blocking;
import jakarta.inject.Singleton;

import java.time.Instant;
import java.util.Optional;
import java.util.UUID;

@Singleton
class StoredSignInCodes implements CodeStore {
    private final SignInCodeRepository codes;

    StoredSignInCodes(SignInCodeRepository codes) {
        this.codes = codes;
    }

    @Override
    public boolean keep(SignInCode code) {
        return Blocking.await(() -> codes.keep(code)) > 0;
    }

    @Override
    public Optional<SignInCode> find(String hash) {
        return Optional.ofNullable(Blocking.await(() -> codes.one(hash))).map(SignInCodeEntity::toCode);
    }

    @Override
    public boolean take(String hash, Instant at) {
        return Blocking.await(() -> codes.take(hash, at)) > 0;
    }

    @Override
    public void redeemed(String hash, UUID session) {
        Blocking.await(() -> codes.redeemed(hash, session));
    }

    @Override
    public void forget(Instant before) {
        Blocking.await(() -> codes.forget(before));
    }
}
