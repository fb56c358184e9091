package io.drawbridge.registry.dynamodb;

import java.util.ArrayList;
import java.util.List;
import software.amazon.awssdk.core.SdkRequest;
import software.amazon.awssdk.core.interceptor.Context;
import software.amazon.awssdk.core.interceptor.ExecutionAttributes;
import software.amazon.awssdk.core.interceptor.ExecutionInterceptor;
import software.amazon.awssdk.services.dynamodb.model.BatchGetItemRequest;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItemsRequest;

/** Every request that goes to DynamoDB, one for each round trip. */
final class Recorder implements ExecutionInterceptor {

    private final List<SdkRequest> requests = new ArrayList<>();

    @Override
    public synchronized void beforeTransmission(Context.BeforeTransmission context, ExecutionAttributes attributes) {
        requests.add(context.request());
    }

    synchronized List<SdkRequest> take() {
        List<SdkRequest> taken = List.copyOf(requests);
        requests.clear();
        return taken;
    }

    /** The operations since the last call, such as {@code BatchGetItem 5}, the number being that of keys or items. */
    List<String> operations() {
        return take().stream().map(Recorder::operation).toList();
    }

    private static String operation(SdkRequest request) {
        if (request instanceof BatchGetItemRequest batch) {
            int keys = batch.requestItems().values().stream()
                    .mapToInt(k -> k.keys().size())
                    .sum();
            return "BatchGetItem " + keys;
        }
        if (request instanceof TransactWriteItemsRequest write) {
            return "TransactWriteItems " + write.transactItems().size();
        }
        return request.getClass().getSimpleName().replace("Request", "");
    }
}
