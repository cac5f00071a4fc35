package io.github.imagejdiffusion.diffusion.model.rdf;

import java.util.Optional;

/**
 * A file that a description points to.
 *
 * @param source as written: a path relative to the description, or a URL. Not checked; whoever opens it does
 * @param sha256 64 lower-case hex digits
 * @param field full path of the field it stands in, for messages
 */
public record FileReference(String source, Optional<String> sha256, String field) {}
