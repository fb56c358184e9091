package io.drawbridge.examples.orders;

import java.time.Clock;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * The orders of every tenant, in the memory of this one instance of the function: a real service would keep them in a table.
 *
 * <p>Every method takes the tenant first, so there is no way to ask for an order without saying whose. Safe for use by
 * several threads.
 */
final class Orders {

    /** A warm function lives for hours: without a bound its memory would fill. */
    static final int MAX_PER_TENANT = 100;

    private final Clock clock;
    private final Supplier<String> ids;
    private final Map<String, Map<String, Order>> byTenant = new HashMap<>();

    Orders(Clock clock, Supplier<String> ids) {
        this.clock = clock;
        this.ids = ids;
    }

    /** All orders of the tenant, oldest first. */
    synchronized List<Order> list(String tenant) {
        return new ArrayList<>(of(tenant).values());
    }

    /** Places an order, or answers empty where the tenant already has {@link #MAX_PER_TENANT}. */
    synchronized Optional<Order> place(String tenant, NewOrder wanted) {
        Map<String, Order> orders = byTenant.computeIfAbsent(tenant, name -> new LinkedHashMap<>());
        if (orders.size() >= MAX_PER_TENANT) {
            return Optional.empty();
        }
        Order order = new Order(ids.get(), wanted.item(), wanted.quantity(), clock.instant());
        orders.put(order.id(), order);
        return Optional.of(order);
    }

    /** The order, unless it does not exist or is another tenant's: the caller cannot tell which. */
    synchronized Optional<Order> find(String tenant, String id) {
        return Optional.ofNullable(of(tenant).get(id));
    }

    /** Removes the order and says whether there was one. */
    synchronized boolean cancel(String tenant, String id) {
        return of(tenant).remove(id) != null;
    }

    private Map<String, Order> of(String tenant) {
        // A new map, not an entry: reading must not make the memory grow.
        return byTenant.getOrDefault(tenant, new LinkedHashMap<>());
    }
}
