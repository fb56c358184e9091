package io.drawbridge.authorizer.policy;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;

final class IamPolicyTest {

    private static final String PREFIX = "arn:aws:execute-api:us-east-1:123456789012:abc/prod/GET/";

    @Test
    void an_allowed_call_is_the_only_one_allowed() {
        assertThat(IamPolicy.allow(PREFIX + "orders/1"))
                .contains(new IamPolicy(List.of(PREFIX + "orders/1"), List.of()));
    }

    @Test
    void wildcards_and_variables_of_the_path_match_one_character_each() {
        assertThat(IamPolicy.allow(PREFIX + "*/${aws:x}?"))
                .contains(new IamPolicy(List.of(PREFIX + "?/?{aws:x}?"), List.of()));
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
        assertThat(IamPolicy.deny()).isEqualTo(new IamPolicy(List.of(), List.of("*")));
    }

    @Test
    void a_list_of_7500_bytes_is_accepted_and_one_more_is_not() {
        // 15 resources of 497 bytes and three of punctuation each.
        List<String> longest = Collections.nCopies(14, "a".repeat(497));

        assertThat(IamPolicy.allowAllBut(longest, List.of("a".repeat(497)))).isPresent();
        assertThat(IamPolicy.allowAllBut(longest, List.of("a".repeat(498)))).isEmpty();
        assertThat(IamPolicy.allowAllBut(List.of("a"), List.of("a".repeat(513))))
                .isEmpty();
    }

    @Test
    void what_is_denied_is_not_allowed_and_what_nobody_names_neither() {
        IamPolicy policy = IamPolicy.allowAllBut(List.of(PREFIX + "a/?*"), List.of(PREFIX + "*%2f*"))
                .orElseThrow();

        assertThat(policy.allows(PREFIX + "a/b")).isTrue();
        assertThat(policy.allows(PREFIX + "a/b/c")).isTrue();
        assertThat(policy.allows(PREFIX + "a/")).isFalse();
        assertThat(policy.allows(PREFIX + "a/b%2fc")).isFalse();
        assertThat(policy.allows(PREFIX + "b")).isFalse();
        assertThat(IamPolicy.deny().allows(PREFIX + "b")).isFalse();
    }
}
