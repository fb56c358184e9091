/**
 * The registry file: the JSON document in which tenants, origins, grants, issuers and route rules are written down.
 *
 * <p>{@link io.drawbridge.registry.json.RegistryFile} reads and writes it, {@link io.drawbridge.registry.json.RegistrySeed}
 * fills a store from it. {@code docs/registry-format.md} describes every field, {@code docs/registry.schema.json} is its JSON
 * Schema. Reading is strict and reports all problems at once, each with the JSON pointer of its place.
 */
@NullMarked
package io.drawbridge.registry.json;

import org.jspecify.annotations.NullMarked;
