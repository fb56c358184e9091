package io.drawbridge.gateway.template;

import io.drawbridge.gateway.api.LogFilter;

/**
 * An event of type {@code CloudWatchLogs}.
 *
 * @param place of the log group's name, for what only all functions together can tell
 * @param logGroup the name of the log group
 */
record SubscriptionDraft(Place place, String function, String logGroup, LogFilter filter) {}
