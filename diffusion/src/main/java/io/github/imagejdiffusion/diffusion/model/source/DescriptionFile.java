package io.github.imagejdiffusion.diffusion.model.source;

import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/** The names a package's description may have, in the order they are looked for. */
public final class DescriptionFile {

    public static final List<String> NAMES = List.of("rdf.yaml", "bioimageio.yaml", "model.yaml");

    private DescriptionFile() {}

    /** The first of the names that exists. */
    static Optional<String> find(Predicate<String> exists) {
        return NAMES.stream().filter(exists).findFirst();
    }

    /** The description of a package, if it has one. */
    public static Optional<String> of(PackageSource source) {
        return find(source::contains);
    }
}
