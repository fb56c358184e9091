package io.drawbridge.issuer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class IssuerNameTest {

    @Test
    void aTenantsIssuerHasAUrlBelowTheBase() {
        IssuerName name = IssuerName.tenant("acme");
        assertThat(name.url("http://localhost:4000")).isEqualTo("http://localhost:4000/tenants/acme");
        assertThat(name.jwksUrl("http://localhost:4000")).isEqualTo("http://localhost:4000/tenants/acme/jwks.json");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "..", "../x", "Acme", "a/b", "-a", "a-", "a.b", "a\n"})
    void aNameThatIsNoLabelIsRefused(String tenant) {
        assertThatThrownBy(() -> IssuerName.tenant(tenant))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("The local issuer has no issuer \"tenants/" + tenant
                        + "\". A name is platform, offline or tenants/TENANT, where TENANT is 1 to 63 of a-z, 0-9 and"
                        + " hyphen, no hyphen at either end.");
    }
}
