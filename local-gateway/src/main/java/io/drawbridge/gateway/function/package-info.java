/**
 * The Lambda service, as far as API Gateway needs it.
 *
 * <p>Each function runs in child processes, each with AWS's own Java runtime interface client, which fetches invocations
 * from the Lambda Runtime API served here. So a function's serialisation, packaging, error shapes and time-outs are those
 * of AWS, and nothing of this program's class path can leak into it.
 *
 * <p>{@code Functions} is the door; a {@code FunctionPool} owns the processes of one function and decides which one takes
 * the next invocation; a {@code FunctionProcess} is one child with its own Runtime API port.
 *
 * @see <a href="https://docs.aws.amazon.com/lambda/latest/dg/runtimes-api.html">Lambda Runtime API</a>
 */
@NullMarked
package io.drawbridge.gateway.function;

import org.jspecify.annotations.NullMarked;
