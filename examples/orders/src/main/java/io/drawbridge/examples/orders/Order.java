package io.drawbridge.examples.orders;

import java.time.Instant;

/**
 * An order as it was placed; orders are never changed.
 *
 * @param id unique over all tenants, letters, digits and hyphens
 * @param item what was ordered
 * @param quantity how many of it
 * @param placedAt when
 */
record Order(String id, String item, int quantity, Instant placedAt) {}
