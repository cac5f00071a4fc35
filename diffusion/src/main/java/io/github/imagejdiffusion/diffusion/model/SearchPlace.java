package io.github.imagejdiffusion.diffusion.model;

import io.github.imagejdiffusion.diffusion.ModelPackageException;
import java.util.List;
import java.util.Optional;

/** One place of the search order. */
interface SearchPlace {

    /** What messages call the place. */
    String describe();

    /** What looks like a package here, sorted by name; a fault of the place itself is a candidate that cannot open. */
    List<PackageCandidate> candidates();

    /**
     * The model of this name, or else of this id or name in its description.
     *
     * @throws ModelPackageException if the package of this name cannot be used
     */
    default Optional<ModelPackage> find(String name) {
        List<PackageCandidate> candidates = candidates();
        return candidates.stream()
                .filter(candidate -> candidate.name().equals(name))
                .findFirst()
                .or(() -> candidates.stream()
                        .filter(candidate -> candidate.isDescribedAs(name))
                        .findFirst())
                .map(PackageCandidate::open);
    }

    /** A candidate that stands for a place that cannot be searched. */
    static PackageCandidate unreadable(String place, ModelPackageException reason) {
        return new PackageCandidate(place, place, () -> {
            throw reason;
        });
    }
}
