package io.github.imagejdiffusion.segdiff;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.imagejdiffusion.diffusion.normalise.PercentileLimits;
import io.github.imagejdiffusion.diffusion.pipeline.DiffusionModel;
import io.github.imagejdiffusion.diffusion.progress.ProgressListener;
import io.github.imagejdiffusion.segdiff.ops.SegDiffOps;
import io.github.imagejdiffusion.testing.TinyPackage;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import net.imglib2.FinalInterval;
import net.imglib2.Interval;
import net.imglib2.img.Img;
import net.imglib2.img.array.ArrayImgs;
import net.imglib2.type.numeric.integer.UnsignedByteType;
import net.imglib2.util.Intervals;
import net.imglib2.view.Views;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What a caller gives that cannot be: it is named, and before any work. */
class SegDiffArgumentsTest {

    private static final List<PercentileLimits> LIMITS = List.of(new PercentileLimits(0, 255));

    @TempDir
    private Path folder;

    private final Img<UnsignedByteType> image = Images.random(100, 60, 8);
    private DiffusionModel model;
    private SegDiff segDiff;

    @BeforeEach
    void open() throws IOException {
        model = TinyPackage.of("sharp").open(folder);
        segDiff = new SegDiff(model);
    }

    @AfterEach
    void close() {
        model.close();
    }

    private void segmentPart(Interval part) {
        segDiff.segmentPart(
                PlaneToSegment.of(List.of(image), LIMITS),
                part,
                segDiff.defaults().build(),
                ProgressListener.NONE,
                new SegmentationCollector(1, 1, 1, false));
    }

    @ParameterizedTest
    @CsvSource({"-5,0,40,30", "0,-1,40,30", "61,0,40,30", "0,31,40,30", "400,400,10,10", "10,10,0,5", "10,10,5,-3"})
    void aPartThatIsNotInThePlaneIsRefused(long x, long y, long width, long height) {
        Interval part = FinalInterval.createMinSize(x, y, width, height);
        String message = assertThrows(IllegalArgumentException.class, () -> segmentPart(part))
                .getMessage();
        assertTrue(message.contains("100 x 60") && message.contains(Intervals.toString(part)), message);
    }

    @Test
    void aPartHasTwoDimensions() {
        assertThrows(IllegalArgumentException.class, () -> segmentPart(new FinalInterval(5)));
        assertThrows(IllegalArgumentException.class, () -> segmentPart(new FinalInterval(5, 5, 5)));
    }

    @Test
    void stacksAndEmptyImagesAreRefusedInWords() {
        SegDiffOptions options = segDiff.defaults().build();
        String stack = message(() -> segDiff.segment(ArrayImgs.unsignedBytes(4, 5, 6), options));
        assertEquals("a plane has 2 dimensions, but this is [4, 5, 6]; give its planes one by one", stack);
        var none = Views.interval(image, FinalInterval.createMinSize(3, 3, 0, 5));
        assertEquals("a plane of 0 x 5 pixels has no pixels", message(() -> segDiff.segment(none, options)));
    }

    @Test
    void stepsThatTheModelDoesNotHaveAreRefused() {
        SegDiffOptions options = segDiff.defaults().steps(101).build();
        String message = message(() -> segDiff.segment(image, options));
        assertTrue(message.startsWith("steps must be 1 to 100"), message);
    }

    @Test
    void nullIsNamed() {
        SegDiffOptions options = segDiff.defaults().build();
        assertNull("image", () -> segDiff.segment((Img<UnsignedByteType>) null, options));
        List<Img<UnsignedByteType>> channels = Arrays.asList((Img<UnsignedByteType>) null);
        assertNull("channel", () -> PlaneToSegment.of(channels, LIMITS));
        assertNull("solver", () -> segDiff.defaults().solver(null).build());
        assertNull("image", () -> SegDiffOps.segDiff((Img<UnsignedByteType>) null, model, null, null));
        assertNull("model", () -> SegDiffOps.segDiff(image, (String) null, null, null));
    }

    private static void assertNull(String name, Executable call) {
        assertEquals(name, assertThrows(NullPointerException.class, call).getMessage());
    }

    private static String message(Executable call) {
        return assertThrows(IllegalArgumentException.class, call).getMessage();
    }
}
