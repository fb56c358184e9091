package io.drawbridge.registry.dynamodb;

import io.drawbridge.registry.RegistryUnavailableException;
import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/**
 * The attributes of an item or of a map inside it, read strictly: what is missing, has another type or breaks a rule of the
 * domain is a fault that names the item, never a default.
 *
 * @param key the item, for the message
 * @param values by name
 */
record Attributes(Key key, Map<String, AttributeValue> values) {

    static Attributes of(Map<String, AttributeValue> item) {
        return new Attributes(Key.of(item), item);
    }

    /** Makes a value of the domain, whose own rules hold for what somebody wrote by hand, too. */
    <T> T decode(Supplier<T> decoder) {
        try {
            return decoder.get();
        } catch (IllegalArgumentException | ArithmeticException | DateTimeException e) {
            throw broken(String.valueOf(e.getMessage()), e);
        }
    }

    boolean has(String name) {
        return values.containsKey(name);
    }

    String text(String name) {
        return optionalText(name).orElseThrow(() -> missing(name));
    }

    Optional<String> optionalText(String name) {
        return value(name, AttributeValue.Type.S).map(AttributeValue::s);
    }

    boolean flag(String name) {
        return optionalFlag(name).orElseThrow(() -> missing(name));
    }

    Optional<Boolean> optionalFlag(String name) {
        return value(name, AttributeValue.Type.BOOL).map(AttributeValue::bool);
    }

    long number(String name) {
        return optionalNumber(name).orElseThrow(() -> missing(name));
    }

    Optional<Long> optionalNumber(String name) {
        return value(name, AttributeValue.Type.N).map(v -> {
            try {
                return new BigDecimal(v.n()).longValueExact();
            } catch (ArithmeticException e) {
                throw broken("\"" + name + "\" is not a whole number", e);
            }
        });
    }

    Instant instant(String name) {
        return optionalInstant(name).orElseThrow(() -> missing(name));
    }

    Optional<Instant> optionalInstant(String name) {
        return optionalText(name).map(t -> decode(() -> Instant.parse(t)));
    }

    List<String> texts(String name) {
        return optionalTexts(name).orElseThrow(() -> missing(name));
    }

    Optional<List<String>> optionalTexts(String name) {
        return value(name, AttributeValue.Type.L).map(list -> {
            List<String> texts = new ArrayList<>();
            for (AttributeValue element : list.l()) {
                if (element.type() != AttributeValue.Type.S) {
                    throw broken("\"" + name + "\" has an element that is not a string");
                }
                texts.add(element.s());
            }
            return texts;
        });
    }

    byte[] bytes(String name) {
        return value(name, AttributeValue.Type.B).map(v -> v.b().asByteArray()).orElseThrow(() -> missing(name));
    }

    /** The elements of a string set; none if it is absent, as DynamoDB has no empty sets. */
    Set<String> textSet(String name) {
        return value(name, AttributeValue.Type.SS).map(v -> Set.copyOf(v.ss())).orElse(Set.of());
    }

    Attributes map(String name) {
        return optionalMap(name).orElseThrow(() -> missing(name));
    }

    Optional<Attributes> optionalMap(String name) {
        return value(name, AttributeValue.Type.M).map(v -> new Attributes(key, v.m()));
    }

    List<Attributes> maps(String name) {
        List<AttributeValue> elements = value(name, AttributeValue.Type.L)
                .orElseThrow(() -> missing(name))
                .l();
        List<Attributes> maps = new ArrayList<>();
        for (AttributeValue element : elements) {
            if (element.type() != AttributeValue.Type.M) {
                throw broken("\"" + name + "\" has an element that is not a map");
            }
            maps.add(new Attributes(key, element.m()));
        }
        return maps;
    }

    /** A constant of an enum, written in lower case. */
    <E extends Enum<E>> E word(String name, Class<E> type) {
        String word = text(name);
        return Arrays.stream(type.getEnumConstants())
                .filter(c -> word(c).equals(word))
                .findFirst()
                .orElseThrow(() -> broken("\"" + name + "\" is \"" + word + "\""));
    }

    static String word(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT);
    }

    RegistryUnavailableException broken(String what) {
        return new RegistryUnavailableException(message(what));
    }

    private RegistryUnavailableException broken(String what, Throwable cause) {
        return new RegistryUnavailableException(message(what), cause);
    }

    private String message(String what) {
        return "the registry's item " + key + " cannot be used: " + what;
    }

    private RegistryUnavailableException missing(String name) {
        return broken("\"" + name + "\" is missing");
    }

    private Optional<AttributeValue> value(String name, AttributeValue.Type type) {
        AttributeValue value = values.get(name);
        if (value == null) {
            return Optional.empty();
        }
        if (value.type() != type) {
            throw broken("\"" + name + "\" has type " + value.type() + " and not " + type);
        }
        return Optional.of(value);
    }
}
