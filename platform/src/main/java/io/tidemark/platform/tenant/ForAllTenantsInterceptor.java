package io.tidemark.platform.tenant;

import jakarta.annotation.Priority;
import jakarta.interceptor.AroundInvoke;
import jakarta.interceptor.Interceptor;
import jakarta.interceptor.InvocationContext;
import org.jspecify.annotations.Nullable;

/// Lets methods work for all tenants.
@ForAllTenants
@Interceptor
@Priority(Interceptor.Priority.PLATFORM_BEFORE + 100)
class ForAllTenantsInterceptor {
    @AroundInvoke
    @Nullable
    Object around(InvocationContext invocation) throws Exception {
        return PresentTenancy.asAllOrThrow(invocation::proceed);
    }
}
