package io.drawbridge.gateway.integration;

import java.io.StringReader;
import java.io.StringWriter;
import java.util.Map;
import java.util.Properties;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.velocity.Template;
import org.apache.velocity.VelocityContext;
import org.apache.velocity.exception.VelocityException;
import org.apache.velocity.runtime.RuntimeConstants;
import org.apache.velocity.runtime.RuntimeInstance;
import org.apache.velocity.runtime.parser.ParseException;
import org.apache.velocity.runtime.resource.loader.StringResourceLoader;
import org.apache.velocity.util.introspection.SecureUberspector;

/** Velocity, set up as API Gateway's mapping templates need it. Templates are parsed once. */
public final class Templates {

    private final RuntimeInstance engine;
    private final Map<String, Template> parsed = new ConcurrentHashMap<>();

    public Templates() {
        Properties settings = new Properties();
        // Header names have hyphens: $context.responseOverride.header.Access-Control-Allow-Origin.
        settings.setProperty(RuntimeConstants.PARSER_HYPHEN_ALLOWED, "true");
        // Without this a template reaches java.lang.Runtime through any object's class.
        settings.setProperty(RuntimeConstants.UBERSPECT_CLASSNAME, SecureUberspector.class.getName());
        // An empty loader: #include and #parse find nothing, least of all files.
        settings.setProperty(RuntimeConstants.RESOURCE_LOADERS, "string");
        settings.setProperty("resource.loader.string.class", StringResourceLoader.class.getName());
        settings.setProperty(RuntimeConstants.MAX_NUMBER_LOOPS, "1000");
        engine = new RuntimeInstance();
        engine.setProperties(settings);
        engine.init();
    }

    /** Parses a template ahead of its first use, so that a mistake shows when the gateway starts. */
    public void check(String where, String template) {
        try {
            parse(template);
        } catch (TemplateException e) {
            throw new IllegalArgumentException(
                    "The mapping template of " + where + " is no valid Velocity template: " + e.getMessage(), e);
        }
    }

    /** A template that cannot be parsed or that failed while it ran. */
    static final class TemplateException extends RuntimeException {
        TemplateException(String message, Throwable cause) {
            super(message, cause);
        }
    }

    /** Renders a template; what the template sets in the variables' maps stays set. */
    String render(String template, Map<String, Object> variables) {
        StringWriter result = new StringWriter();
        try {
            parse(template).merge(new VelocityContext(variables), result);
        } catch (VelocityException e) {
            throw new TemplateException(String.valueOf(e.getMessage()), e);
        }
        return result.toString();
    }

    private Template parse(String text) {
        return parsed.computeIfAbsent(text, source -> {
            Template template = new Template();
            template.setName("template");
            template.setRuntimeServices(engine);
            try {
                template.setData(engine.parse(new StringReader(source), template));
                template.initDocument();
            } catch (ParseException | VelocityException e) {
                throw new TemplateException(String.valueOf(e.getMessage()), e);
            }
            return template;
        });
    }
}
