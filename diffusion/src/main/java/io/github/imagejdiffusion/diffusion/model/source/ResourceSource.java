package io.github.imagejdiffusion.diffusion.model.source;

import io.github.imagejdiffusion.diffusion.ModelPackageException;
import java.io.InputStream;
import java.util.Set;

/** A package on the class path: a resource folder with a list of its files, because resources cannot be listed. */
final class ResourceSource implements PackageSource {

    private final ClassLoader loader;
    private final String folder;
    private final String name;
    private final Set<String> files;

    ResourceSource(ClassLoader loader, String folder, String name, Set<String> files) {
        this.loader = loader;
        this.folder = folder;
        this.name = name;
        this.files = Set.copyOf(files);
    }

    @Override
    public String location() {
        return BundledPackages.location(name);
    }

    @Override
    public String describe(String path) {
        return location() + "/" + RelativePath.normal(path);
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public boolean contains(String path) {
        return files.contains(RelativePath.normal(path));
    }

    @Override
    public InputStream open(String path, long maxBytes) {
        InputStream in = contains(path) ? loader.getResourceAsStream(folder + RelativePath.normal(path)) : null;
        if (in == null) {
            throw new ModelPackageException(describe(path) + ": there is no such file on the class path");
        }
        return new BoundedStream(in, describe(path), maxBytes);
    }
}
