/**
 * The registry in one DynamoDB table.
 *
 * <p>{@link io.drawbridge.registry.dynamodb.DynamoDbTenantStore} is the store,
 * {@link io.drawbridge.registry.dynamodb.RegistryTable} makes its table where no template does. {@code Keys} knows where
 * everything is, the {@code …Item} classes alone know attribute names, {@code Table} alone calls DynamoDB and turns each of its
 * faults into {@link io.drawbridge.registry.RegistryUnavailableException}. {@code docs/registry-table.md} describes the items and
 * what each operation reads and writes.
 */
@NullMarked
package io.drawbridge.registry.dynamodb;

import org.jspecify.annotations.NullMarked;
