package io.github.imagejdiffusion.imagej.segment;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ij.gui.Roi;
import io.github.imagejdiffusion.diffusion.model.ModelRepository;
import io.github.imagejdiffusion.diffusion.onnx.DeviceChoice;
import io.github.imagejdiffusion.diffusion.pipeline.DiffusionModel;
import io.github.imagejdiffusion.imagej.Hyperstacks;
import io.github.imagejdiffusion.imagej.image.SourceImage;
import io.github.imagejdiffusion.imagej.result.OutlineRois;
import io.github.imagejdiffusion.imagej.result.SegmentResult;
import io.github.imagejdiffusion.testing.TinyPackage;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Places of outlines in the ROI Manager. */
class OutlinesInSourceTest {

    @TempDir
    private Path folder;

    /** With channels, one number would be a place in the stack, where channels come first. */
    @ParameterizedTest
    @CsvSource({"2, 3, 1, '0,1,0 0,2,0 0,3,0'", "2, 1, 3, '0,0,1 0,0,2 0,0,3'", "2, 1, 1, '0,0,0'"})
    void ofSeveralChannelsTheyAreTiedToSliceAndFrame(int channels, int slices, int frames, String places)
            throws IOException {
        SourceImage source = SourceImage.of(Hyperstacks.make("cells.tif", channels, slices, frames));
        ModelRepository models = ModelRepository.ofEnvironment(List.of());
        String tiny = TinyPackage.of("sharp")
                .minSize(0)
                .writeTo(folder.resolve("tiny"))
                .toString();
        SegmentResult result;
        try (DiffusionModel model = DiffusionModel.open(models.resolve(tiny), DeviceChoice.CPU)) {
            result = new SegmentJob(source, SegmentMacro.read("channel=1 outlines"), model).run((done, total) -> {});
        }
        List<Roi> rois = OutlineRois.inSource(result, source.axes());
        assertTrue(rois.size() > 1, "outlines");
        assertEquals(
                places,
                rois.stream()
                        .map(roi -> roi.getCPosition() + "," + roi.getZPosition() + "," + roi.getTPosition())
                        .distinct()
                        .collect(Collectors.joining(" ")));
        assertTrue(rois.stream().allMatch(roi -> roi.getPosition() == 0), "no place in the stack");
    }
}
