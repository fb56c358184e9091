/**
 * Decides a request that nobody sent. {@link io.drawbridge.admin.dryrun.DryRun} asks the very authorizer that decides the real
 * ones; {@code OneTenantView} keeps it from seeing any other tenant, {@code AsIfToken} stands for a valid token with some
 * scopes, {@code DecisionRow} says what the decision means, and {@code SeenAnswer} what a caller would see of it.
 */
@NullMarked
package io.drawbridge.admin.dryrun;

import org.jspecify.annotations.NullMarked;
