package io.github.imagejdiffusion.diffusion.model.rdf;

import java.util.Optional;

/** A work to cite when using a model. */
public record Citation(String text, Optional<String> doi, Optional<String> url) {}
