package io.github.imagejdiffusion.imagej.restoration;

import ij.IJ;
import ij.ImagePlus;
import ij.WindowManager;
import io.github.imagejdiffusion.imagej.image.ImageColours;
import io.github.imagejdiffusion.imagej.image.SourceImage;
import io.github.imagejdiffusion.imagej.result.Luts;
import io.github.imagejdiffusion.imagej.result.ProvenanceProperties;
import io.github.imagejdiffusion.imagej.result.ResultStack;
import io.github.imagejdiffusion.imagej.settings.ChosenPlanes;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The images of one restoration, not shown yet.
 *
 * @param image in the kind of pixels of the source
 * @param spread 32-bit, in the units of the image
 * @param residual 32-bit, in units of the noise, on the grid of the source
 * @param summary what came out, in one line
 * @param notes what else a person must know, each one line
 */
public record RestorationResult(
        ImagePlus image, Optional<ImagePlus> spread, Optional<ImagePlus> residual, String summary, List<String> notes) {

    /** In units of the noise, of which 99.7 % lies within three. */
    private static final double SHOWN_RESIDUAL = 3;

    /**
     * Makes images of planes.
     *
     * @param factor pixels of the result for a pixel of the source, along each side
     * @param suffix of the title
     * @param provenance image properties, to which what came out is added
     * @param done what has happened to the image
     * @param residualWanted for a note if there is none
     */
    public static RestorationResult of(
            SourceImage source,
            ChosenPlanes chosen,
            int factor,
            String suffix,
            RestoredPlanes planes,
            Map<String, String> provenance,
            String done,
            boolean residualWanted) {
        Map<String, String> properties = new LinkedHashMap<>(provenance);
        properties.put(ProvenanceProperties.PREFIX + "verdict", planes.verdict());
        for (ChannelReport report : planes.reports()) {
            report.properties().forEach((key, value) -> properties.put(ProvenanceProperties.PREFIX + key, value));
        }
        ResultStack fine = new ResultStack(source.axes(), chosen, factor, properties);
        ResultStack coarse = new ResultStack(source.axes(), chosen, properties);
        int channels = chosen.channels().size();
        List<String> notes = residualWanted && planes.residual().isEmpty()
                ? List.of(
                        "There is no residual of '" + source.axes().title() + "', as the noise could not be measured.")
                : List.of();
        return new RestorationResult(
                fine.intensities(suffix, planes.restored(), source.colours().of(chosen.channels())),
                planes.spread()
                        .map(list ->
                                fine.map("-spread", list, ImageColours.same(Luts.fire(), 0, list.highest(), channels))),
                planes.residual()
                        .map(list -> coarse.map(
                                "-residual",
                                list,
                                ImageColours.same(Luts.grey(), -SHOWN_RESIDUAL, SHOWN_RESIDUAL, channels))),
                done + ", " + planes.verdict(),
                notes);
    }

    /** Gives them to the person; the restored image becomes the active one. Notes go to ImageJ's log. */
    public void show() {
        notes.forEach(IJ::log);
        residual.ifPresent(RestorationResult::show);
        spread.ifPresent(RestorationResult::show);
        show(image);
    }

    private static void show(ImagePlus image) {
        image.setTitle(WindowManager.makeUniqueName(image.getTitle()));
        image.show();
    }
}
