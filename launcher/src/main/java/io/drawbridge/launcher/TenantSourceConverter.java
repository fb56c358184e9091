package io.drawbridge.launcher;

import io.drawbridge.registry.TenantSource;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** The words {@code host}, {@code path} and {@code origin}. */
final class TenantSourceConverter implements ITypeConverter<TenantSource> {

    @Override
    public TenantSource convert(String text) {
        return switch (text) {
            case "host" -> TenantSource.HOST;
            case "path" -> TenantSource.PATH;
            case "origin" -> TenantSource.ORIGIN;
            default -> throw new TypeConversionException("\"" + text + "\" is none. Give host, path or origin.");
        };
    }
}
