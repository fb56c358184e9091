package io.drawbridge.authorizer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class MethodArnTest {

    @ParameterizedTest
    @ValueSource(strings = {"aws", "aws-cn", "aws-us-gov"})
    void an_arn_of_each_partition_gives_its_verb_and_path(String partition) {
        MethodArn arn =
                MethodArn.parse("arn:" + partition + ":execute-api:us-east-1:123456789012:abc/prod/GET/orders/1");

        assertThat(arn.verb()).isEqualTo("GET");
        assertThat(arn.path()).isEqualTo("/orders/1");
    }

    @Test
    void the_root_has_the_path_of_one_slash() {
        assertThat(MethodArn.parse("arn:aws:execute-api:us-east-1:123456789012:abc/prod/GET/")
                        .path())
                .isEqualTo("/");
    }

    @Test
    void colons_and_empty_segments_of_the_path_stay() {
        assertThat(MethodArn.parse("arn:aws:execute-api:r:1:abc/prod/GET/a:b//c")
                        .path())
                .isEqualTo("/a:b//c");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "*",
                "arn:aws:lambda:us-east-1:1:abc/prod/GET/",
                "arn:other:execute-api:us-east-1:1:abc/prod/GET/",
                "arn:aws:execute-api:us-east-1:1:abc/prod",
                "urn:aws:execute-api:us-east-1:1:abc/prod/GET/"
            })
    void anything_else_is_refused(String text) {
        assertThatIllegalArgumentException().isThrownBy(() -> MethodArn.parse(text));
    }
}
