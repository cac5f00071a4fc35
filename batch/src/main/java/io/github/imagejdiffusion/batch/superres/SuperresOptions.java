package io.github.imagejdiffusion.batch.superres;

import io.github.imagejdiffusion.batch.UsageException;
import io.github.imagejdiffusion.batch.options.PixelTypeOptions;
import io.github.imagejdiffusion.batch.options.SamplingOptions;
import io.github.imagejdiffusion.diffusion.paired.ResultPixels;
import io.github.imagejdiffusion.superres.SuperResolveOptions;
import io.github.imagejdiffusion.superres.consistency.Psf;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** What only {@code superres} asks for. */
public final class SuperresOptions {

    @Option(
            names = "--factor",
            required = true,
            paramLabel = "2|4",
            description = "by which width and height grow: 2 or 4")
    private int factor;

    @Option(
            names = "--sample",
            description =
                    "one of the fine images that the image may come of, in place of their mean; not for measuring")
    private boolean sample;

    @Option(
            names = "--consistent",
            description =
                    "the mean over each pixel of the image stays that pixel, with --pixel-type input exactly; noise and blur included, so for images without noise")
    private boolean consistent;

    @Option(
            names = "--no-back-projection",
            description =
                    "the network's result as it is: what it lost of the image, noise excepted, is not brought back")
    private boolean noBackProjection;

    @Option(
            names = "--psf",
            paramLabel = "SIGMA",
            description = "standard deviation of the microscope's PSF in pixels of the image, without the pixel itself:"
                    + " FWHM / 2.355, or in focus about 0.21 x wavelength / NA / pixel size; better than the fit if it is"
                    + " right to 0.05 pixels, worse if it is off by 0.1 (default: fitted to each plane)")
    private Double psf;

    @Option(names = "--residual", description = "also write in what the result does not explain the image")
    private boolean residual;

    @Mixin
    private PixelTypeOptions pixelType;

    @Option(
            names = "--block",
            paramLabel = "PX",
            hidden = true,
            description = "block size in pixels of the result; changes the result's identity")
    private Integer block;

    /** Finds problems that need no model. @throws UsageException naming the option */
    void check() {
        if (factor != 2 && factor != 4) {
            throw new UsageException("--factor must be 2 or 4, but is " + factor);
        }
        if (psf != null && !Psf.isPossible(psf)) {
            throw new UsageException("--psf must be more than 0 and at most " + Psf.WIDEST
                    + " pixels of the image (a standard deviation), but is " + psf);
        }
        if (psf != null && consistent) {
            throw new UsageException("--psf does not go with --consistent, for which the image is blurred by its pixels"
                    + " alone; leave one of them out");
        }
        pixelType.check();
        if (block != null && block < 1) {
            throw new UsageException("--block must be at least 1 pixel, but is " + block);
        }
    }

    /** @param builder with the model's defaults */
    SuperResolveOptions apply(SuperResolveOptions.Builder builder, SamplingOptions sampling) {
        sampling.steps().ifPresent(builder::steps);
        sampling.runs().ifPresent(builder::runs);
        sampling.orientations().ifPresent(builder::orientations);
        sampling.solver().ifPresent(builder::solver);
        if (block != null) {
            builder.block(block);
        }
        if (psf != null) {
            builder.psf(psf);
        }
        return builder.sample(sample)
                .consistent(consistent)
                .backProject(!noBackProjection)
                .seed(sampling.seed())
                .build();
    }

    /** Name of the model that serves where the user chooses none. */
    String usualModel() {
        return "fluorescence-sr-x" + factor;
    }

    int factor() {
        return factor;
    }

    boolean residual() {
        return residual;
    }

    ResultPixels pixels() {
        return pixelType.pixels();
    }
}
