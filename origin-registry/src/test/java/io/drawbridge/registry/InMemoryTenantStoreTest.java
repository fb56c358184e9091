package io.drawbridge.registry;

import java.util.random.RandomGenerator;

class InMemoryTenantStoreTest extends TenantStoreContract {

    @Override
    protected TenantStore empty(TenantSource source) {
        return new InMemoryTenantStore(
                source, PublicSuffixList.bundled(), ETag.incarnations(RandomGenerator.getDefault()));
    }
}
