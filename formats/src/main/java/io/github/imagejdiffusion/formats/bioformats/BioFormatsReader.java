package io.github.imagejdiffusion.formats.bioformats;

import io.github.imagejdiffusion.formats.FileSignature;
import io.github.imagejdiffusion.formats.FormatsException;
import java.nio.file.Path;

/**
 * One reader of Bio-Formats with one opened file. Whatever is thrown inside comes out as a {@link FormatsException}.
 * Not thread-safe.
 */
final class BioFormatsReader implements AutoCloseable {

    private static final String REMEDY = "open it in the program of the microscope and export it as OME-TIFF";

    private final Path file;
    private final BioFormatsApi api;
    private final Object reader;
    private final Object metadata;
    private final String formatName;
    private boolean open = true;

    private BioFormatsReader(Path file, BioFormatsApi api) throws Throwable {
        this.file = file;
        this.api = api;
        this.reader = api.newReader();
        this.metadata = api.newMetadata();
        if (metadata == null) {
            throw new NoClassDefFoundError("the library for OME-XML (ome-xml)");
        }
        try {
            api.open(reader, metadata, file.toAbsolutePath().toString());
            this.formatName = api.formatName(reader);
        } catch (Throwable e) {
            close(e);
            throw e;
        }
    }

    /** @throws FormatsException if Bio-Formats cannot open the file */
    static BioFormatsReader open(Path file, BioFormatsApi api) {
        try {
            return new BioFormatsReader(file, api);
        } catch (Throwable e) {
            throw explained(file, api, e);
        }
    }

    /** Something that Bio-Formats does. */
    interface Action<T> {
        T run(BioFormatsApi api, Object reader, Object metadata) throws Throwable;
    }

    /** @throws FormatsException if the file was closed, or in place of whatever is thrown */
    <T> T call(Action<T> action) {
        if (!open) {
            throw new FormatsException(file, "was closed", "open it again");
        }
        try {
            return action.run(api, reader, metadata);
        } catch (Throwable e) {
            throw explained(file, api, e);
        }
    }

    Path file() {
        return file;
    }

    /** As Bio-Formats names it. */
    String formatName() {
        return formatName;
    }

    /** Name and version of the library. */
    String libraryName() {
        return ("Bio-Formats " + api.version()).strip();
    }

    /** Every kind of Throwable: readers of damaged files also fail with errors, and missing parts are errors too. */
    private static FormatsException explained(Path file, BioFormatsApi api, Throwable e) {
        if (e instanceof FormatsException known) {
            return known;
        }
        if (e instanceof OutOfMemoryError) {
            return new FormatsException(
                    file, "does not fit into memory", "give Java more memory (-Xmx) or read it in parts", e);
        }
        // By name, because these classes are not there at compile time.
        String kind = e.getClass().getSimpleName();
        if (kind.equals("UnknownFormatException")) {
            return FormatsException.unsupported(
                    file,
                    "is not an image of a known format, those of Bio-Formats among them (its content begins with "
                            + FileSignature.of(file).describe() + ")",
                    "check that it is an image, and that all files of it are here",
                    e);
        }
        if (e instanceof LinkageError || kind.equals("MissingLibraryException")) {
            return FormatsException.unsupported(
                    file,
                    "needs a part of Bio-Formats that is not here (" + FormatsException.reason(e) + ")",
                    "use the whole of it, bioformats_package.jar",
                    e);
        }
        if (kind.equals("UnsupportedCompressionException")) {
            return FormatsException.unsupported(
                    file, "is compressed in a way that Bio-Formats does not read: " + reason(e), REMEDY, e);
        }
        return new FormatsException(file, "Bio-Formats cannot read it: " + reason(e), REMEDY, e);
    }

    /** Faults of a program mean little without their names. */
    private static String reason(Throwable e) {
        String reason = FormatsException.reason(e);
        String kind = e.getClass().getSimpleName();
        boolean telling = kind.equals("FormatException") || kind.equals("UnsupportedCompressionException");
        return telling || reason.equals(kind) ? reason : kind + ": " + reason;
    }

    private void close(Throwable because) {
        try {
            api.close(reader);
        } catch (Throwable e) {
            because.addSuppressed(e);
        }
    }

    @Override
    public void close() {
        if (open) {
            call((formats, it, meta) -> {
                open = false;
                formats.close(it);
                return null;
            });
        }
    }
}
