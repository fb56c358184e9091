package io.drawbridge.registry.memory;

import io.drawbridge.registry.MonitorCounts;
import io.drawbridge.registry.MonitorCountsContract;

class InMemoryMonitorCountsTest extends MonitorCountsContract {

    @Override
    protected MonitorCounts empty(int mostNew) {
        return new InMemoryMonitorCounts(mostNew);
    }
}
