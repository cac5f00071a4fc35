package io.github.imagejdiffusion.diffusion.model;

import io.github.imagejdiffusion.diffusion.ModelPackageException;
import io.github.imagejdiffusion.diffusion.model.source.BundledPackages;
import java.util.List;
import java.util.stream.Collectors;

/** The models on the class path. */
final class BundledPlace implements SearchPlace {

    private final BundledPackages bundled;

    BundledPlace(BundledPackages bundled) {
        this.bundled = bundled;
    }

    @Override
    public String describe() {
        return "bundled models";
    }

    @Override
    public List<PackageCandidate> candidates() {
        try {
            return bundled.names().stream()
                    .map(name -> new PackageCandidate(name, BundledPackages.location(name), () -> bundled.open(name)))
                    .collect(Collectors.toUnmodifiableList());
        } catch (ModelPackageException e) {
            return List.of(SearchPlace.unreadable(describe(), e));
        }
    }
}
