package io.github.imagejdiffusion.diffusion.model;

import io.github.imagejdiffusion.diffusion.DiffusionException;
import java.util.Optional;

/**
 * A package that was found, whole or not.
 *
 * @param name what a user calls it: name of the folder or zip file, without ending
 * @param location a path, or {@code bundled:NAME}
 * @param model the model, if it can be used
 * @param problem why not, in one line, if it cannot
 * @param hidden whether a package of the same name comes earlier in the search order, so that the name means that one
 */
public record ModelListing(
        String name,
        String location,
        Optional<ModelPackage> model,
        Optional<DiffusionException> problem,
        boolean hidden) {}
