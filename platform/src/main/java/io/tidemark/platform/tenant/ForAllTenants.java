package io.tidemark.platform.tenant;

import jakarta.interceptor.InterceptorBinding;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/// The blocking method works for all tenants: it is the installation's own work, or finds out who somebody is. See
/// [PresentTenancy#asAll].
@InterceptorBinding
@Target({ElementType.METHOD, ElementType.TYPE})
@Retention(RetentionPolicy.RUNTIME)
public @interface ForAllTenants {}
