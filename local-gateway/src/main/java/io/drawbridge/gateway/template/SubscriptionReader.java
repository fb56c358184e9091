package io.drawbridge.gateway.template;

import io.drawbridge.gateway.api.LogSubscription;
import io.drawbridge.gateway.template.FunctionReader.FunctionDraft;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/** Finds the functions that write into the log groups that others subscribed to. */
final class SubscriptionReader {

    private final Problems problems;

    SubscriptionReader(Problems problems) {
        this.problems = problems;
    }

    /** A log group that no function of the template writes into is a problem: nothing would ever be delivered. */
    List<LogSubscription> read(List<FunctionDraft> functions) {
        List<LogSubscription> subscriptions = new ArrayList<>();
        for (FunctionDraft function : functions) {
            for (SubscriptionDraft draft : function.events().logs()) {
                Set<String> sources = functions.stream()
                        .filter(f -> f.logGroup().equals(draft.logGroup()))
                        .map(f -> f.resource().logicalId())
                        .collect(Collectors.toSet());
                if (sources.isEmpty()) {
                    problems.invalid(
                            draft.place(),
                            "is " + draft.logGroup() + ", into which no function of this template writes. Name the"
                                    + " LogGroup of a function's LoggingConfig.");
                } else if (sources.contains(draft.function())) {
                    problems.invalid(
                            draft.place(),
                            "is " + draft.logGroup() + ", into which the function itself writes: each line could bring"
                                    + " about another one. Give the function a log group of its own.");
                } else {
                    subscriptions.add(new LogSubscription(draft.function(), draft.logGroup(), sources, draft.filter()));
                }
            }
        }
        return subscriptions;
    }
}
