package io.tidemark.history.rest;

import io.quarkus.smallrye.openapi.OpenApiFilter;
import io.tidemark.platform.contract.SharedContract;
import org.eclipse.microprofile.openapi.OASFilter;
import org.eclipse.microprofile.openapi.models.OpenAPI;

/// Completes the contract with what all services have alike.
@OpenApiFilter(stages = OpenApiFilter.RunStage.BUILD)
public class ContractFilter implements OASFilter {

    @Override
    public void filterOpenAPI(OpenAPI document) {
        SharedContract.complete(document);
    }
}
