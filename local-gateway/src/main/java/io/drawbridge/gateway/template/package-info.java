/**
 * Reads a SAM template into the REST API that the gateway serves, or into the list of everything that stands in the way.
 *
 * <p>The story in four steps. {@link io.drawbridge.gateway.template.YamlLoader} turns YAML or JSON into nodes that know
 * their line and property path. {@link io.drawbridge.gateway.template.Resolver} replaces intrinsic functions by values
 * of a pretended deployment. The readers take resources apart, each by an allow-list
 * ({@link io.drawbridge.gateway.template.PropertyList}): a property is served, known to have no local effect, or an
 * error; nothing is skipped in silence. {@link io.drawbridge.gateway.template.RouteAssembler} combines events,
 * {@code DefinitionBody}, authorizers and permissions as SAM's translator does, and refuses what API Gateway refuses.
 *
 * <p>Problems are collected, never thrown: a reader that meets one reports it and goes on, so that one run names all. A
 * value whose problem is already reported becomes a {@link io.drawbridge.gateway.template.TemplateNode.Broken}, which
 * everybody passes by without a second complaint.
 *
 * <p>The measure for "as SAM does" is the translator's own output ({@code aws-sam-translator}); comments that say
 * "SAM's translator" were checked against it.
 */
@NullMarked
package io.drawbridge.gateway.template;

import org.jspecify.annotations.NullMarked;
