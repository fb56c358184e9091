/**
 * The product against a real identity provider: Keycloak's own distribution as the issuer of two tenants, whose tokens go
 * through the local gateway to the packaged authorizer, with the registry in DynamoDB Local.
 */
@NullMarked
package io.drawbridge.keycloak;

import org.jspecify.annotations.NullMarked;
