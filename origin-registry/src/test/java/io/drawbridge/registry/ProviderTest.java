package io.drawbridge.registry;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

class ProviderTest {

    @Test
    void aProviderIsNamedInLowerCaseExactly() {
        assertThat(Arrays.stream(Provider.values()).map(Provider::word))
                .containsExactly("cognito", "auth0", "okta", "entra", "keycloak", "google");
        for (Provider provider : Provider.values()) {
            assertThat(Provider.named(provider.word())).contains(provider);
        }
        assertThat(List.of("Cognito", "COGNITO", "", "cognito ", "azure"))
                .allMatch(n -> Provider.named(n).isEmpty());
    }

    @Test
    void noPresetGuessesAudiencesOrTenantsOrWidensTimes() {
        for (Provider provider : Provider.values()) {
            TokenProfile profile = provider.profile();
            assertThat(profile.audiences()).isEmpty();
            assertThat(profile.tenantClaim()).isEmpty();
            assertThat(profile.clockSkew()).isEqualTo(TokenProfile.DEFAULT_CLOCK_SKEW);
            assertThat(profile.longestLifetime()).isEqualTo(TokenProfile.DEFAULT_LIFETIME);
            assertThat(SigningAlgorithm.DEFAULTS).containsAll(profile.algorithms());
        }
    }

    @Test
    void eachPresetSaysWhatItsProviderDocuments() {
        assertPreset(Provider.COGNITO, "client_id", true, Map.of("token_use", "access"), "scope");
        assertPreset(Provider.AUTH0, "aud", false, Map.of(), "scope");
        assertPreset(Provider.OKTA, "aud", true, Map.of(), "scp");
        assertPreset(Provider.ENTRA, "aud", false, Map.of(), "scp");
        assertPreset(Provider.KEYCLOAK, "aud", true, Map.of("typ", "Bearer"), "scope");
        assertPreset(Provider.GOOGLE, "aud", false, Map.of(), "scope");
        assertThat(Arrays.stream(Provider.values()).filter(p -> p != Provider.KEYCLOAK))
                .allMatch(p -> p.profile().algorithms().equals(Set.of(SigningAlgorithm.RS256)));
        assertThat(Provider.KEYCLOAK.profile().algorithms()).isEqualTo(SigningAlgorithm.DEFAULTS);
    }

    private static void assertPreset(
            Provider provider, String audienceClaim, boolean tokenId, Map<String, String> required, String scopeClaim) {
        TokenProfile profile = provider.profile();
        assertThat(profile.audienceClaim()).isEqualTo(audienceClaim);
        assertThat(profile.tokenIdRequired()).isEqualTo(tokenId);
        assertThat(profile.requiredClaims()).isEqualTo(required);
        assertThat(profile.scopeClaim()).isEqualTo(Optional.of(scopeClaim));
        assertThat(profile.accessTokenTypeRequired()).isFalse();
    }
}
