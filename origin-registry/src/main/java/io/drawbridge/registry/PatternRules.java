package io.drawbridge.registry;

import java.util.ArrayList;
import java.util.List;

/**
 * Which well-formed patterns may be registered, as a setting of the installation and the Public Suffix List say.
 *
 * @param suffixes where strangers can register the neighbouring name
 * @param tenantSource how requests name their tenant
 * @param localMode whether this is a developer's machine
 */
public record PatternRules(PublicSuffixList suffixes, TenantSource tenantSource, boolean localMode) {

    /**
     * All problems of a registration: the pattern, and what it would be granted.
     *
     * @param dangerouslyAllowSharedSuffix accepts a partial label below a private suffix such as {@code vercel.app}
     */
    public List<Problem> problems(OriginPattern pattern, Grant grant, boolean dangerouslyAllowSharedSuffix) {
        List<Problem> problems = new ArrayList<>();
        if (pattern instanceof OriginPattern.Subdomains subdomains
                && suffixes.isOpenBelow(subdomains.base().host())) {
            problems.add(Problem.of(ProblemCode.PATTERN_PUBLIC_SUFFIX, pattern.text()));
        }
        if (pattern instanceof OriginPattern.PartialLabel partial) {
            problems.addAll(partialLabel(partial, dangerouslyAllowSharedSuffix));
        }
        if (pattern instanceof OriginPattern.AnyPort && tenantSource == TenantSource.ORIGIN && !localMode) {
            problems.add(Problem.of(ProblemCode.PATTERN_ANY_PORT_MODE, pattern.text()));
        }
        if (grant.credentials() && isOpenHttp(pattern)) {
            problems.add(Problem.of(ProblemCode.GRANT_HTTP_CREDENTIALS, pattern.text()));
        }
        return problems;
    }

    private List<Problem> partialLabel(OriginPattern.PartialLabel partial, boolean dangerouslyAllowSharedSuffix) {
        String parent = partial.parent().host();
        if (!suffixes.isOpenBelow(parent)) {
            return List.of();
        }
        if (!suffixes.isPrivateSuffix(parent)) {
            return List.of(Problem.of(ProblemCode.PATTERN_PUBLIC_SUFFIX, partial.text()));
        }
        return dangerouslyAllowSharedSuffix
                ? List.of()
                : List.of(Problem.of(ProblemCode.PATTERN_SHARED_SUFFIX, partial.text()));
    }

    private static boolean isOpenHttp(OriginPattern pattern) {
        boolean loopback = pattern instanceof OriginPattern.AnyPort
                || (pattern instanceof OriginPattern.Exact exact
                        && exact.origin().isLoopback());
        return pattern.text().startsWith("http://") && !loopback;
    }
}
