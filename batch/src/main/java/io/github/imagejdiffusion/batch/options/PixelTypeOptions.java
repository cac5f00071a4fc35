package io.github.imagejdiffusion.batch.options;

import io.github.imagejdiffusion.batch.UsageException;
import io.github.imagejdiffusion.diffusion.paired.ResultPixels;
import picocli.CommandLine.Option;

/** In which type of pixels a restored image is written. */
public final class PixelTypeOptions {

    @Option(
            names = "--pixel-type",
            paramLabel = "TYPE",
            description = "of the result: float, 32 bits, neither rounded nor cut off; or input, that of the image, in"
                    + " which 8 and 16 bits are rounded and cut off (default: ${DEFAULT-VALUE})",
            defaultValue = "float")
    private String pixelType;

    /** Finds problems that need no file. @throws UsageException naming the option */
    public void check() {
        pixels();
    }

    /** @throws UsageException if there is no such type */
    public ResultPixels pixels() {
        try {
            return ResultPixels.parse(pixelType);
        } catch (IllegalArgumentException e) {
            throw new UsageException("--pixel-type: " + e.getMessage());
        }
    }
}
