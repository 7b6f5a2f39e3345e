package io.tidemark.history;

import io.tidemark.platform.tenant.PresentTenancy;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.util.Objects;
import java.util.concurrent.Callable;

/// Asks as work of the installation itself does, which sees all tenants.
public final class ForAll {

    private ForAll() {}

    /// What it throws is thrown as it is, in an IllegalStateException where it is checked.
    public static <T> T get(Callable<T> work) {
        return PresentTenancy.asAll(() -> {
            try {
                return work.call();
            } catch (Exception e) {
                throw thrown(e);
            }
        });
    }

    /// A port, each of whose methods is such work.
    public static <T> T of(Class<T> port, T implementation) {
        Object proxy = Proxy.newProxyInstance(
                port.getClassLoader(),
                new Class<?>[] {port},
                (self, method, arguments) -> PresentTenancy.asAll(() -> {
                    try {
                        return method.invoke(implementation, arguments);
                    } catch (InvocationTargetException e) {
                        throw thrown(Objects.requireNonNullElse(e.getCause(), e));
                    } catch (IllegalAccessException e) {
                        throw new IllegalStateException(e);
                    }
                }));
        return port.cast(proxy);
    }

    private static RuntimeException thrown(Throwable cause) {
        return switch (cause) {
            case RuntimeException e -> e;
            case Error e -> throw e;
            default -> new IllegalStateException(cause);
        };
    }
}
