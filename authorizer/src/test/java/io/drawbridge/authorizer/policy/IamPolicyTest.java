package io.drawbridge.authorizer.policy;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

final class IamPolicyTest {

    private static final String PREFIX = "arn:aws:execute-api:us-east-1:123456789012:abc/prod/GET/";

    @Test
    void an_allowed_call_is_the_only_one_allowed() {
        assertThat(IamPolicy.allow(PREFIX + "orders/1"))
                .contains(new IamPolicy(IamPolicy.Effect.ALLOW, PREFIX + "orders/1"));
    }

    @Test
    void wildcards_and_variables_of_the_path_match_one_character_each() {
        assertThat(IamPolicy.allow(PREFIX + "*/${aws:x}?"))
                .contains(new IamPolicy(IamPolicy.Effect.ALLOW, PREFIX + "?/?{aws:x}?"));
    }

    @Test
    void a_resource_of_512_bytes_is_accepted_and_one_more_is_not() {
        String longest = PREFIX + "a".repeat(512 - PREFIX.length());

        assertThat(IamPolicy.allow(longest)).isPresent();
        assertThat(IamPolicy.allow(longest + "a")).isEmpty();
        assertThat(IamPolicy.allow(longest.substring(1) + "é")).isEmpty();
    }

    @Test
    void a_denial_denies_everything() {
        assertThat(IamPolicy.deny()).isEqualTo(new IamPolicy(IamPolicy.Effect.DENY, "*"));
    }
}
