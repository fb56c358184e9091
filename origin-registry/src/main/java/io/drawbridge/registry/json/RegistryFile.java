package io.drawbridge.registry.json;

import io.drawbridge.registry.Checked;
import io.drawbridge.registry.PatternRules;

/** Reads and writes the registry file; {@code docs/registry-format.md} describes it. */
public final class RegistryFile {

    private RegistryFile() {}

    /**
     * Reads a registry file.
     *
     * @param json the document's text
     * @param rules what may be registered in this installation; its tenant source decides whether two tenants may share a
     *     pattern or an issuer
     * @return the registry, or every problem of the document, each with the JSON pointer of its place
     */
    public static Checked<Registry> read(String json, PatternRules rules) {
        return new DocumentReader(rules).read(json);
    }

    /** The document that reads as this registry: pretty-printed, defaults left out, a line break at the end. */
    public static String write(Registry registry) {
        return DocumentWriter.write(registry);
    }
}
