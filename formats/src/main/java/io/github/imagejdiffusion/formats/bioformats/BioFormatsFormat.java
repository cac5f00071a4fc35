package io.github.imagejdiffusion.formats.bioformats;

import io.github.imagejdiffusion.formats.FileSignature;
import io.github.imagejdiffusion.formats.FormatsException;
import io.github.imagejdiffusion.formats.ImageFile;
import io.github.imagejdiffusion.formats.ImageFormat;
import java.nio.file.Path;
import java.util.Optional;
import java.util.Set;

/**
 * Whatever Bio-Formats reads and no other format claims. Bio-Formats is not part of this program; without it, files
 * that are named like a microscope's are claimed all the same, to say what is missing.
 *
 * <p>It is linked when the first file asks for it: from the class path of this program (every Fiji; {@code lib/} of the
 * command line), else from where the context class loader of the thread finds it.
 *
 * <p>An opened file has a reader of its own, which is closed with it. Nothing is written beside the data.
 */
public final class BioFormatsFormat implements ImageFormat {

    /** Set by the launcher: the folder whose jars it puts on the class path. */
    static final String LIB_PROPERTY = "imagejdiffusion.lib";

    /** Bio-Formats follows these to the network. */
    private static final String LINK = "url";

    private static final int LAST = -100;

    private final BioFormatsLibrary library;

    /** Bio-Formats where the class says. */
    public BioFormatsFormat() {
        this(BioFormatsLibrary.ofEnvironment());
    }

    BioFormatsFormat(BioFormatsLibrary library) {
        this.library = library;
    }

    @Override
    public String name() {
        return "any format of Bio-Formats where that is installed";
    }

    @Override
    public Set<String> extensions() {
        return MicroscopeFiles.endings();
    }

    @Override
    public int priority() {
        return LAST;
    }

    @Override
    public boolean claims(Path file) {
        String ending = FileSignature.extension(file);
        if (MicroscopeFiles.nameOf(ending) != null) {
            return true;
        }
        try {
            return !ending.equals(LINK) && library.find().isPresent();
        } catch (IncompatibleBioFormatsException e) {
            return false;
        }
    }

    @Override
    public ImageFile open(Path file) {
        Optional<BioFormatsApi> api;
        try {
            api = library.find();
        } catch (IncompatibleBioFormatsException e) {
            throw FormatsException.unsupported(
                    file,
                    kind(file) + " needs Bio-Formats. " + e.getMessage(),
                    "put bioformats_package.jar of release 6 to 8 " + place() + " instead",
                    e);
        }
        return BioFormatsImageFile.open(
                file,
                api.orElseThrow(() -> FormatsException.unsupported(
                        file,
                        kind(file) + " needs Bio-Formats, which is not here",
                        "put bioformats_package.jar " + place()
                                + ", or save the image as OME-TIFF in Fiji, which has Bio-Formats")));
    }

    private static String kind(Path file) {
        String name = MicroscopeFiles.nameOf(FileSignature.extension(file));
        return name == null ? "this format" : name;
    }

    private static String place() {
        String lib = System.getProperty(LIB_PROPERTY, "");
        return lib.isEmpty() ? "on the class path" : "into " + lib;
    }
}
