package io.drawbridge.gateway.api;

import java.util.Set;

/**
 * A function that gets the lines of a log group that a filter lets through.
 *
 * @param function the logical id of the function that gets them
 * @param logGroup the name of the log group
 * @param sources the logical ids of the functions that write into it
 * @param filter which lines
 */
public record LogSubscription(String function, String logGroup, Set<String> sources, LogFilter filter) {

    public LogSubscription {
        sources = Set.copyOf(sources);
    }
}
