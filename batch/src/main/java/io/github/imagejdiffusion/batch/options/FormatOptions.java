package io.github.imagejdiffusion.batch.options;

import io.github.imagejdiffusion.batch.UsageException;
import io.github.imagejdiffusion.formats.write.StackFormat;
import picocli.CommandLine.Option;

/** In which format result images are written. */
public final class FormatOptions {

    @Option(
            names = "--format",
            paramLabel = "NAME",
            description = "of result images: imagej (.tif), ome (.ome.tif; always above 4 GiB) or zarr (.ome.zarr)"
                    + " (default: ${DEFAULT-VALUE})",
            defaultValue = "imagej")
    private String format;

    /** Finds problems that need no file. @throws UsageException naming the option */
    public void check() {
        format();
    }

    public StackFormat format() {
        try {
            return StackFormat.parse(format);
        } catch (IllegalArgumentException e) {
            throw new UsageException("--format: " + e.getMessage());
        }
    }
}
