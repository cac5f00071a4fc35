package io.github.imagejdiffusion.segdiff;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.github.imagejdiffusion.diffusion.model.ModelRepository;
import io.github.imagejdiffusion.diffusion.model.source.BundledPackages;
import io.github.imagejdiffusion.diffusion.onnx.DeviceChoice;
import io.github.imagejdiffusion.diffusion.pipeline.DiffusionModel;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.image.BufferedImage;
import java.awt.image.DataBufferByte;
import java.awt.image.Raster;
import java.io.File;
import java.io.IOException;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import javax.imageio.ImageIO;
import net.imglib2.img.Img;
import net.imglib2.img.array.ArrayImgs;
import net.imglib2.type.numeric.integer.UnsignedByteType;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The estimate of the bundled nuclei model against hand-made labels, on real images as they are and resized. */
class BundledModelDiameterTest {

    /** Of the true median. */
    private static final double TOLERANCE = 0.2;

    /** Not among them: images that are so small that their nuclei are below the 7 pixels of the model's range. */
    @ParameterizedTest
    @CsvSource({
        "11a0170f44e3,1",
        "11a0170f44e3,2",
        "30311520606e,1",
        "30311520606e,2",
        "66236902b874,0.5",
        "66236902b874,1",
        "66236902b874,2",
        "b6edad733399,0.5",
        "b6edad733399,1",
        "b6edad733399,2"
    })
    void theEstimateIsNearTheTrueMedian(String name, double factor) throws IOException {
        Img<UnsignedByteType> image = resized(ImageIO.read(new File("../test-images/nuclei_" + name + ".png")), factor);
        double truth =
                factor * medianOfWholeObjects(ImageIO.read(new File("../test-images/truth/nuclei_" + name + ".png")));
        try (DiffusionModel model = DiffusionModel.open(
                new ModelRepository(
                                null, List.of(), new BundledPackages(getClass().getClassLoader()))
                        .resolve("nuclei-fluorescence"),
                DeviceChoice.CPU,
                2,
                warning -> {})) {
            SegDiff segDiff = new SegDiff(model);
            double estimate = new DiameterEstimator(segDiff)
                    .estimate(List.of(image), segDiff.limits(List.of(List.of(image))), (done, total) -> {})
                    .orElseThrow()
                    .diameter();
            assertEquals(truth, estimate, TOLERANCE * truth);
        }
    }

    private static Img<UnsignedByteType> resized(BufferedImage image, double factor) {
        int width = (int) (image.getWidth() * factor);
        int height = (int) (image.getHeight() * factor);
        BufferedImage result = new BufferedImage(width, height, BufferedImage.TYPE_BYTE_GRAY);
        Graphics2D graphics = result.createGraphics();
        graphics.setRenderingHint(RenderingHints.KEY_INTERPOLATION, RenderingHints.VALUE_INTERPOLATION_BILINEAR);
        graphics.drawImage(image, 0, 0, width, height, null);
        graphics.dispose();
        return ArrayImgs.unsignedBytes(((DataBufferByte) result.getRaster().getDataBuffer()).getData(), width, height);
    }

    private static double medianOfWholeObjects(BufferedImage labels) {
        Raster raster = labels.getRaster();
        Map<Integer, Integer> areas = new HashMap<>();
        Set<Integer> cut = new HashSet<>();
        for (int y = 0; y < labels.getHeight(); y++) {
            for (int x = 0; x < labels.getWidth(); x++) {
                int label = raster.getSample(x, y, 0);
                areas.merge(label, 1, Integer::sum);
                if (x == 0 || y == 0 || x == labels.getWidth() - 1 || y == labels.getHeight() - 1) {
                    cut.add(label);
                }
            }
        }
        areas.remove(0);
        areas.keySet().removeAll(cut);
        double[] diameters = areas.values().stream()
                .mapToDouble(area -> 2 * Math.sqrt(area / Math.PI))
                .sorted()
                .toArray();
        return diameters[diameters.length / 2];
    }
}
