package io.drawbridge.registry.dynamodb;

import static io.drawbridge.registry.Sample.ACME;
import static io.drawbridge.registry.Sample.origin;
import static io.drawbridge.registry.Sample.pattern;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class KeysTest {

    @Test
    void everythingHasItsPlace() {
        assertThat(List.of(
                        Keys.SETTINGS,
                        Keys.directory(ACME),
                        Keys.profile(ACME),
                        Keys.origin(ACME, pattern("https://*.example.com")),
                        Keys.bucket(ACME, origin("https://example.com")),
                        Keys.claim(pattern("http://localhost:*")),
                        Keys.claimBucket(origin("https://example.com:8443")),
                        Keys.issuer("")))
                .extracting(Key::toString)
                .containsExactly(
                        "pk=P sk=SETTINGS",
                        "pk=P#TENANTS sk=acme",
                        "pk=T#acme sk=PROFILE",
                        "pk=T#acme sk=O#com.example.*|https|443",
                        "pk=T#acme sk=B#com.example|https|443",
                        "pk=C#localhost|http|* sk=C",
                        "pk=C#com.example|https|8443 sk=B",
                        "pk=I#e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855 sk=C");
    }

    @Test
    void differentPatternsHaveDifferentKeys() {
        List<String> patterns = List.of(
                "https://app.example.com",
                "http://app.example.com",
                "https://app.example.com:8443",
                "https://app.example.com.",
                "https://*.app.example.com",
                "https://a*.app.example.com",
                "https://*a.app.example.com",
                "https://com.example.app",
                "http://localhost",
                "http://localhost:*",
                "http://localhost:3000",
                "http://127.0.0.1:*",
                "http://127.0.0.1",
                "http://1.0.0.127",
                "http://[::1]",
                "http://[::1]:*",
                "https://[::1]",
                "https://[::1]:80");

        assertThat(patterns.stream().flatMap(p -> Stream.of(Keys.claim(pattern(p)), Keys.origin(ACME, pattern(p)))))
                .doesNotHaveDuplicates();
    }
}
