package io.drawbridge.gateway.integration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.drawbridge.gateway.function.MalformedAnswerException;
import io.drawbridge.gateway.http.Body;
import io.drawbridge.gateway.http.Header;
import io.drawbridge.gateway.http.HttpResponse;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class ProxyAnswerTest {

    private static HttpResponse parse(String json) throws MalformedAnswerException {
        return ProxyAnswer.parse(Body.of(json.replace('\'', '"')));
    }

    @Test
    void the_two_header_maps_become_one_and_the_list_wins() throws MalformedAnswerException {
        HttpResponse response =
                parse("{'statusCode':'201','headers':{'X-A':'1','x-b':true,'Content-Type':'text/plain'},"
                        + "'multiValueHeaders':{'x-a':['2','3']},'body':'hi','isBase64Encoded':false}");

        assertThat(response.status()).isEqualTo(201);
        assertThat(response.headers())
                .containsExactly(
                        new Header("x-a", "2"),
                        new Header("x-a", "3"),
                        new Header("x-b", "true"),
                        new Header("Content-Type", "text/plain"));
        assertThat(response.body().text()).isEqualTo("hi");
    }

    @Test
    void a_body_and_headers_may_be_absent_or_null() throws MalformedAnswerException {
        assertThat(parse("{'statusCode':204}").body().isEmpty()).isTrue();
        assertThat(parse("{'statusCode':204,'headers':null,'multiValueHeaders':null,'body':null}")
                        .headers())
                .containsExactly(new Header("Content-Type", "application/json"));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
        {} | The function's statusCode must be a number from 200 to 599, not missing.
        {'statusCode':'ok'} | The function's statusCode must be a number from 200 to 599, not "ok".
        {'statusCode':99} | The function's statusCode must be a number from 200 to 599, not 99.
        {'statusCode':200.5} | The function's statusCode must be a number from 200 to 599, not 200.5.
        {'statusCode':200,'body':{}} | The function's body must be a text: write JSON as a text, not as an object.
        {'statusCode':200,'headers':[]} | The function's headers must be an object.
        {'statusCode':200,'headers':{'a':null}} | The function's header a must be a text, not null.
        {'statusCode':200,'headers':{'a':['b']}} | The function's header a must be a text, not ["b"].
        {'statusCode':200,'headers':{'a b':'c'}} | The function's header a b holds a character that no header may hold.
        {'statusCode':200,'headers':{'a':'b\\r\\nc: d'}} | The function's header a holds a character that no header may hold.
        {'statusCode':200,'multiValueHeaders':{'a':'b'}} | The function's multiValueHeaders value of a must be a list.
        {'statusCode':200,'isBase64Encoded':'no'} | The function's isBase64Encoded must be true or false, not "no".
        {'statusCode':200,'cookies':[]} | The function's answer has the field cookies: API Gateway accepts only statusCode, headers, multiValueHeaders, body, isBase64Encoded.
        'hello' | The function's answer is no JSON object.
        """)
    void whatever_API_Gateway_does_not_accept_is_refused_with_the_reason(String json, String reason) {
        assertThatThrownBy(() -> parse(json))
                .isInstanceOf(MalformedAnswerException.class)
                .hasMessage(reason);
    }
}
