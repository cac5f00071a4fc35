package io.github.imagejdiffusion.diffusion.model;

import io.github.imagejdiffusion.diffusion.DiffusionException;
import io.github.imagejdiffusion.diffusion.model.rdf.RdfDescription;
import io.github.imagejdiffusion.diffusion.model.source.PackageSource;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * Something in a search place that looks like a package, not yet opened.
 *
 * @param opener opens it, or throws what keeps it from being opened
 */
record PackageCandidate(String name, String location, Supplier<PackageSource> opener) {

    ModelPackage open() {
        return PackageReader.open(opener.get());
    }

    /** Whether its description gives it this id or name; false if the description cannot be read. */
    boolean isDescribedAs(String idOrName) {
        try {
            RdfDescription rdf = PackageReader.describe(opener.get());
            return rdf.id().filter(idOrName::equals).isPresent() || rdf.name().equals(idOrName);
        } catch (DiffusionException broken) {
            return false; // a damaged neighbour must not keep a sound model from being found; list() tells its fault
        }
    }

    ModelListing listing(boolean hidden) {
        try {
            return new ModelListing(name, location, Optional.of(open()), Optional.empty(), hidden);
        } catch (DiffusionException broken) {
            return new ModelListing(name, location, Optional.empty(), Optional.of(broken), hidden);
        }
    }
}
