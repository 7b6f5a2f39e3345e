package io.tidemark.platform.store;

import io.smallrye.mutiny.Uni;
import jakarta.annotation.Priority;
import jakarta.interceptor.AroundInvoke;
import jakarta.interceptor.Interceptor;
import jakarta.interceptor.InvocationContext;

/// Gives methods their transaction.
@TenantTransaction
@Interceptor
@Priority(Interceptor.Priority.PLATFORM_BEFORE + 200)
class TenantTransactionInterceptor {
    @AroundInvoke
    Object around(InvocationContext invocation) {
        return TenantTransactions.present(() -> proceed(invocation));
    }

    private static Uni<?> proceed(InvocationContext invocation) {
        try {
            return (Uni<?>) invocation.proceed();
        } catch (RuntimeException e) {
            throw e;
        } catch (Exception e) {
            return Uni.createFrom().failure(e);
        }
    }
}
