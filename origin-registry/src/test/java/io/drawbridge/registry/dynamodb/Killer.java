package io.drawbridge.registry.dynamodb;

import software.amazon.awssdk.core.SdkResponse;
import software.amazon.awssdk.core.interceptor.Context;
import software.amazon.awssdk.core.interceptor.ExecutionAttributes;
import software.amazon.awssdk.core.interceptor.ExecutionInterceptor;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItemsRequest;

/** Dies at one write: before it arrives, or after it, unheard. */
final class Killer implements ExecutionInterceptor {

    /** The end of the process: no fault of DynamoDB, so that nothing catches it. */
    static final class Killed extends Error {
        Killed() {
            super("killed");
        }
    }

    private final int at;
    private final boolean arrives;
    private int writes;

    Killer(int at, boolean arrives) {
        this.at = at;
        this.arrives = arrives;
    }

    @Override
    public void beforeExecution(Context.BeforeExecution context, ExecutionAttributes attributes) {
        if (context.request() instanceof TransactWriteItemsRequest && writes++ == at && !arrives) {
            throw new Killed();
        }
    }

    @Override
    public SdkResponse modifyResponse(Context.ModifyResponse context, ExecutionAttributes attributes) {
        if (context.request() instanceof TransactWriteItemsRequest && writes - 1 == at && arrives) {
            throw new Killed();
        }
        return context.response();
    }
}
