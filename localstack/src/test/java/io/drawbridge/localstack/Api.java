package io.drawbridge.localstack;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The services' own HTTP, for those whose clients the tests can do without. LocalStack looks at no signature, only whose it is. */
final class Api {

    private static final ObjectMapper MAPPER = new ObjectMapper();
    private static final HttpClient CLIENT =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    private Api() {}

    /** Makes a bucket, or finds it made. */
    static void makeBucket(Cloud cloud, String name) {
        send(request(cloud, "s3", "/" + name).PUT(HttpRequest.BodyPublishers.noBody()));
    }

    /** Reads from API Gateway. */
    static JsonNode apiGateway(Cloud cloud, String path) {
        try {
            return MAPPER.readTree(send(request(cloud, "apigateway", path).header("Accept", "application/json")));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The description of a stack, in XML. */
    static String stack(Cloud cloud, String name) {
        return send(request(cloud, "cloudformation", "/?Action=DescribeStacks&Version=2010-05-15&StackName=" + name));
    }

    /** The text of an element after another one's. */
    static String after(String xml, String before, String element) {
        Matcher found = Pattern.compile(
                        Pattern.quote(before) + ".*?<" + element + ">([^<]*)</" + element + ">", Pattern.DOTALL)
                .matcher(xml);
        if (!found.find()) {
            throw new AssertionError("There is no " + element + " after " + before + " in " + xml);
        }
        return found.group(1);
    }

    private static HttpRequest.Builder request(Cloud cloud, String service, String path) {
        return HttpRequest.newBuilder(cloud.endpoint().resolve(path))
                .timeout(Duration.ofMinutes(2))
                .header(
                        "Authorization",
                        "AWS4-HMAC-SHA256 Credential=test/20260101/us-east-1/" + service
                                + "/aws4_request, SignedHeaders=host, Signature=none");
    }

    private static String send(HttpRequest.Builder request) {
        try {
            HttpResponse<String> answer = CLIENT.send(request.build(), HttpResponse.BodyHandlers.ofString());
            if (answer.statusCode() / 100 != 2) {
                throw new AssertionError(answer.uri() + ": " + answer.statusCode() + " " + answer.body());
            }
            return answer.body();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }
}
