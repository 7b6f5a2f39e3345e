package io.tidemark.history.rest;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.tidemark.platform.test.AuthResource;
import io.tidemark.platform.test.OpenApiDrift;
import io.tidemark.platform.test.PostgresResource;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(PostgresResource.class)
@QuarkusTestResource(AuthResource.class)
@QuarkusTestResource(StoreResource.class)
class ContractTest {

    @Test
    void theCommittedContractIsTheOneOfTheCode() {
        OpenApiDrift.check();
    }
}
