package io.drawbridge.registry.memory;

import io.drawbridge.registry.ETag;
import io.drawbridge.registry.PublicSuffixList;
import io.drawbridge.registry.TenantSource;
import io.drawbridge.registry.TenantStore;
import io.drawbridge.registry.TenantStoreContract;
import java.util.random.RandomGenerator;

class InMemoryTenantStoreTest extends TenantStoreContract {

    @Override
    protected TenantStore empty(TenantSource source) {
        return new InMemoryTenantStore(
                source, PublicSuffixList.bundled(), ETag.incarnations(RandomGenerator.getDefault()));
    }

    @Override
    protected TenantStore empty(TenantSource source, int atOnce) {
        return new InMemoryTenantStore(
                source, PublicSuffixList.bundled(), ETag.incarnations(RandomGenerator.getDefault()), atOnce);
    }
}
