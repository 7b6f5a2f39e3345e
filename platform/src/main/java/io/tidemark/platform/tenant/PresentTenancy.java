package io.tidemark.platform.tenant;

import io.smallrye.common.vertx.VertxContext;
import io.vertx.core.Context;
import io.vertx.core.Vertx;
import org.jspecify.annotations.Nullable;

import java.util.concurrent.Callable;
import java.util.function.Supplier;

/// For whom the present work is done. A request works for the tenant of its token from the moment the token
/// was checked; work that nobody asked for says for whom it is; everything else works for nobody and sees
/// nothing.
public final class PresentTenancy {
    private static final ScopedValue<Tenancy> SAID = ScopedValue.newInstance();
    private static final String LOCAL = "tidemark.tenancy";

    private PresentTenancy() {}

    public static Tenancy get() {
        return SAID.isBound() ? SAID.get() : ofContext();
    }

    /// Does work for all tenants: for work of the installation itself, and where it is yet to be found out who somebody
    /// is. Holds on this thread and in the transactions that begin on it, until the work returns.
    public static <T> T asAll(Supplier<T> work) {
        return as(Tenancy.ALL, work);
    }

    /// Does work for these, whatever held before.
    public static <T> T as(Tenancy tenancy, Supplier<T> work) {
        return ScopedValue.where(SAID, tenancy).call(work::get);
    }

    /// The same for work that throws what it likes.
    static <T> @Nullable T asAllOrThrow(Callable<? extends @Nullable T> work) throws Exception {
        return ScopedValue.where(SAID, Tenancy.ALL).call(work::call);
    }

    /// What holds now will hold wherever this work is done, on another thread too.
    public static Runnable carried(Runnable work) {
        Tenancy now = get();
        return () -> ScopedValue.where(SAID, now).run(work);
    }

    /// Sets what holds on a context, which is one request's or one piece of work's alone.
    ///
    /// @throws IllegalStateException where others share the context
    public static void set(Context context, Tenancy tenancy) {
        if (!VertxContext.isDuplicatedContext(context)) {
            throw new IllegalStateException("a tenancy belongs to one request or one piece of work");
        }
        context.putLocal(LOCAL, tenancy);
    }

    private static Tenancy ofContext() {
        Context context = Vertx.currentContext();
        if (context == null || !VertxContext.isDuplicatedContext(context)) {
            return Tenancy.NONE;
        }
        Tenancy found = context.getLocal(LOCAL);
        return found == null ? Tenancy.NONE : found;
    }
}
