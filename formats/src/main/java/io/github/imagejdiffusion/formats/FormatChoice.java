package io.github.imagejdiffusion.formats;

import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;

/** Finds the format that opens a file. Thread-safe. */
final class FormatChoice {

    private final List<ImageFormat> formats;

    /** @param formats in the order in which they are asked */
    FormatChoice(List<ImageFormat> formats) {
        this.formats = formats;
    }

    /**
     * Opens a file with the first format that claims it and supports it.
     *
     * @throws FormatsException if no format claims the file, or the first that supports it finds it damaged; if none
     *     supports it, what the first one said
     */
    ImageFile open(Path file) {
        FormatsException refusal = null;
        for (ImageFormat format : formats) {
            if (format.claims(file)) {
                try {
                    return format.open(file);
                } catch (FormatsException e) {
                    refusal = add(refusal, e);
                    if (!e.isUnsupported()) {
                        break;
                    }
                }
            }
        }
        throw refusal == null ? unknown(file) : refusal;
    }

    /** The format that was asked first should know best. */
    private static FormatsException add(FormatsException first, FormatsException next) {
        if (first == null) {
            return next;
        }
        first.addSuppressed(next);
        return first;
    }

    private FormatsException unknown(Path file) {
        return new FormatsException(
                file,
                "is not an image of a known format (its content begins with "
                        + FileSignature.of(file).describe() + ")",
                "give one of " + formats.stream().map(ImageFormat::name).collect(Collectors.joining(", "))
                        + ", or convert it to OME-TIFF");
    }
}
