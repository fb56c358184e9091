package io.drawbridge.launcher.admin;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/**
 * An option's value of the form {@code NAME=JSON}.
 *
 * @param name what stands before the first equals sign, not empty
 * @param value the JSON after it
 */
public record NamedJson(String name, JsonNode value) {

    /** Parses the option for picocli, which puts the option's name before these messages. */
    public static final class Converter implements ITypeConverter<NamedJson> {

        private static final String RULE =
                ". Write NAME=JSON and quote it for the shell: 'exp=12', 'tenant=\"acme\"', 'aud=[\"a\",\"b\"]', or"
                        + " 'exp=null' to remove it.";

        private static final ObjectMapper MAPPER =
                new ObjectMapper().enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS);

        @Override
        public NamedJson convert(String text) {
            int equals = text.indexOf('=');
            if (equals < 1) {
                throw new TypeConversionException("\"" + text + "\" names no value" + RULE);
            }
            String json = text.substring(equals + 1);
            JsonNode value;
            try {
                value = MAPPER.readTree(json);
            } catch (JsonProcessingException e) {
                throw new TypeConversionException("\"" + json + "\" is not JSON" + RULE);
            }
            // An empty text reads as "no content" instead of failing.
            if (value.isMissingNode()) {
                throw new TypeConversionException("\"\" is not JSON" + RULE);
            }
            return new NamedJson(text.substring(0, equals), value);
        }
    }
}
