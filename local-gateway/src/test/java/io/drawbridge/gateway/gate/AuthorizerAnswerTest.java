package io.drawbridge.gateway.gate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.drawbridge.gateway.function.MalformedAnswerException;
import io.drawbridge.gateway.http.Body;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class AuthorizerAnswerTest {

    private static final String POLICY =
            "'policyDocument':{'Version':'2012-10-17','Statement':[{'Action':'*','Effect':'Allow','Resource':'*'}]}";

    private static AuthorizerAnswer parse(String json) throws MalformedAnswerException {
        return AuthorizerAnswer.parse(Body.of(json.replace('\'', '"').replace("POLICY", POLICY.replace('\'', '"'))));
    }

    @Test
    void every_context_value_becomes_a_text() throws MalformedAnswerException {
        var answer = parse("{'principalId':'me',POLICY,'usageIdentifierKey':'k',"
                + "'context':{'a':'','b':true,'c':12,'d':1.50,'e_2':'x'}}");

        assertThat(answer.context())
                .containsEntry("a", "")
                .containsEntry("b", "true")
                .containsEntry("c", "12")
                .containsEntry("d", "1.50")
                .containsEntry("e_2", "x")
                .containsEntry("principalId", "me");
    }

    @Test
    void context_and_principal_may_be_absent() throws MalformedAnswerException {
        assertThat(parse("{POLICY}").context()).containsOnlyKeys("principalId");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
        {POLICY,'headers':{}} | The authorizer's answer has the field headers: API Gateway accepts only principalId, policyDocument, context, usageIdentifierKey.
        {'principalId':'me'} | policyDocument is missing or no object: it is required.
        null | The authorizer's answer is no JSON object.
        `"allow"` | The authorizer's answer is no JSON object.
        {POLICY,'context':{'a':{}}} | The authorizer's context value a must be a text, a number or a boolean: API Gateway accepts nothing else.
        {POLICY,'context':{'a':[1]}} | The authorizer's context value a must be a text, a number or a boolean: API Gateway accepts nothing else.
        {POLICY,'context':{'a':null}} | The authorizer's context value a must be a text, a number or a boolean: API Gateway accepts nothing else.
        {POLICY,'context':{'a-b':'x'}} | The authorizer's context has the key "a-b": use letters, digits and _ only.
        {POLICY,'context':'x'} | The authorizer's context is no object.
        {POLICY,'principalId':5} | The authorizer's principalId is no text.
        {'policyDocument':{'Version':'2012-10-17'}} | policyDocument has no Statement: give one or a list of them.
        {'policyDocument':{'Statement':[]}} | policyDocument has no Statement: give one or a list of them.
        {'policyDocument':{'Statement':[5]}} | A Statement is no object: 5.
        {'policyDocument':{'Statments':[]}} | policyDocument has the unknown field Statments.
        {'policyDocument':{'Statement':{'Effect':'Allow','Action':'*','Resource':'*','Condition':null}}} | A Statement has "Condition": null: leave the field out.
        {'policyDocument':{'Statement':{'Effect':'Allow','Action':'*','Resource':'*','Condition':{'Bool':{}}}}} | A Statement has a Condition: the local gateway does not evaluate conditions. Decide in the authorizer.
        {'policyDocument':{'Statement':{'Effect':'allow','Action':'*','Resource':'*'}}} | A Statement has the Effect "allow": it must be Allow or Deny.
        {'policyDocument':{'Statement':{'Effect':'Allow','Resource':'*'}}} | A Statement must have either Action or NotAction.
        {'policyDocument':{'Statement':{'Effect':'Allow','Action':'*','Resource':'*','NotResource':'*'}}} | A Statement must have either Resource or NotResource.
        {'policyDocument':{'Statement':{'Effect':'Allow','Action':[],'Resource':'*'}}} | A Statement's Action is empty.
        {'policyDocument':{'Statement':{'Effect':'Allow','Action':7,'Resource':'*'}}} | A Statement's Action must be a text or a list of texts.
        {'policyDocument':{'Statement':{'Effect':'Allow','Action':'*','Resource':'*','Extra':1}}} | A Statement has the unknown field Extra.
        {'policyDocument':{'Statement':{'Effect':'Allow','Action':'*','Resource':'a${*}b'}}} | The Resource a${*}b has a policy variable: the local gateway does not evaluate variables. Write the value itself.
        """)
    void whatever_API_Gateway_does_not_accept_is_refused_with_the_reason(String json, String reason) {
        assertThatThrownBy(() -> parse(json))
                .isInstanceOf(MalformedAnswerException.class)
                .hasMessage(reason);
    }

    @Test
    void a_resource_over_512_bytes_is_refused() {
        String json =
                "{'policyDocument':{'Statement':{'Effect':'Allow','Action':'*','Resource':'" + "x".repeat(513) + "'}}}";

        assertThatThrownBy(() -> parse(json))
                .hasMessage("A Resource is longer than 512 bytes, the quota of API Gateway.");
    }

    @Test
    void what_is_no_JSON_is_refused() {
        assertThatThrownBy(() -> parse("<html>")).hasMessageStartingWith("The authorizer's answer is not JSON: ");
        assertThatThrownBy(() -> parse("{POLICY} {}")).hasMessageStartingWith("The authorizer's answer is not JSON: ");
    }
}
