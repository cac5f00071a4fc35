package io.github.imagejdiffusion.diffusion.model.rdf;

import java.util.Optional;

/** A person who made or maintains a model. */
public record Author(
        String name,
        Optional<String> affiliation,
        Optional<String> orcid,
        Optional<String> email,
        Optional<String> githubUser) {}
