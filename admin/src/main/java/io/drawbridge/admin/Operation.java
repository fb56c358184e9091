package io.drawbridge.admin;

import java.util.Set;

/**
 * One method of one resource.
 *
 * @param right what a caller needs at least
 * @param parameters what its query may say
 * @param endpoint who answers
 */
record Operation(Right right, Set<String> parameters, Endpoint endpoint) {

    /** What a caller needs before anybody looks at whose the resource is. */
    enum Right {
        /** Nothing, not even a token: a public route. */
        NONE {
            @Override
            boolean isHeldBy(Caller caller) {
                return true;
            }
        },
        READ {
            @Override
            boolean isHeldBy(Caller caller) {
                return caller.mayRead();
            }
        },
        WRITE {
            @Override
            boolean isHeldBy(Caller caller) {
                return caller.mayWrite();
            }
        };

        abstract boolean isHeldBy(Caller caller);
    }

    /** Answers one method of one resource. */
    interface Endpoint {
        AdminAnswer answer(AdminRequest request);
    }

    Operation {
        parameters = Set.copyOf(parameters);
    }

    /** One that a reader may call: it changes nothing, whatever its method. */
    static Operation reading(Endpoint endpoint, String... parameters) {
        return new Operation(Right.READ, Set.of(parameters), endpoint);
    }

    /** One that changes something. */
    static Operation writing(Endpoint endpoint, String... parameters) {
        return new Operation(Right.WRITE, Set.of(parameters), endpoint);
    }

    /** One that everybody may call. */
    static Operation open(Endpoint endpoint) {
        return new Operation(Right.NONE, Set.of(), endpoint);
    }
}
