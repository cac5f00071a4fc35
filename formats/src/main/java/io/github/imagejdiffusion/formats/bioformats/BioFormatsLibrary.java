package io.github.imagejdiffusion.formats.bioformats;

import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * Finds Bio-Formats, once. As long as it is absent it is looked for again, because another thread may have a class
 * loader that sees it. Thread-safe.
 */
final class BioFormatsLibrary {

    private final Supplier<List<ClassLoader>> loaders;
    private volatile BioFormatsApi found;

    /** @param loaders to ask, in this order; nulls are passed over */
    BioFormatsLibrary(Supplier<List<ClassLoader>> loaders) {
        this.loaders = loaders;
    }

    /** Looks on the class path of this program, then where the thread does: in ImageJ, that is among the plugins. */
    static BioFormatsLibrary ofEnvironment() {
        // Not List.of: a thread may have no loader.
        return new BioFormatsLibrary(() -> Arrays.asList(
                BioFormatsLibrary.class.getClassLoader(), Thread.currentThread().getContextClassLoader()));
    }

    /**
     * Empty if there is none.
     *
     * @throws IncompatibleBioFormatsException if the first one that is seen cannot be used
     */
    Optional<BioFormatsApi> find() throws IncompatibleBioFormatsException {
        if (found == null) {
            List<ClassLoader> all =
                    loaders.get().stream().filter(Objects::nonNull).distinct().toList();
            for (ClassLoader loader : all) {
                try {
                    found = BioFormatsApi.link(loader);
                    break;
                } catch (ClassNotFoundException e) {
                    // Absence is an answer, and the next loader may know more.
                    continue;
                }
            }
        }
        return Optional.ofNullable(found);
    }
}
