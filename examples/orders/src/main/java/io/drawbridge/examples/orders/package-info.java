/**
 * An example backend behind the authorizer: the orders of the caller's tenant, kept in memory.
 *
 * <p>It shows the two things that a backend must do. It takes the tenant from the authorizer's context, never from what
 * the client sent; and it adds {@link io.drawbridge.cors.CorsHeaders} to every answer. Otherwise it is as small as an order
 * service can be: {@link io.drawbridge.examples.orders.OrdersHandler} is the Lambda entry, the rest knows no AWS type.
 */
@NullMarked
package io.drawbridge.examples.orders;

import org.jspecify.annotations.NullMarked;
