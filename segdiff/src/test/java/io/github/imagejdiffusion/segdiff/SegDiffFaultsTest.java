package io.github.imagejdiffusion.segdiff;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.imagejdiffusion.diffusion.DiffusionException;
import io.github.imagejdiffusion.diffusion.WrongModelException;
import io.github.imagejdiffusion.diffusion.normalise.InvalidPixelException;
import io.github.imagejdiffusion.diffusion.normalise.PercentileLimits;
import io.github.imagejdiffusion.diffusion.pipeline.DiffusionModel;
import io.github.imagejdiffusion.diffusion.progress.ProgressListener;
import io.github.imagejdiffusion.diffusion.sampler.SolverKind;
import io.github.imagejdiffusion.segdiff.objects.FoundObject;
import io.github.imagejdiffusion.testing.TinyPackage;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Stream;
import net.imglib2.FinalInterval;
import net.imglib2.img.Img;
import net.imglib2.img.array.ArrayImgs;
import net.imglib2.type.numeric.integer.UnsignedByteType;
import net.imglib2.type.numeric.real.FloatType;
import net.imglib2.util.ConstantUtils;
import net.imglib2.view.Views;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class SegDiffFaultsTest {

    private static final PercentileLimits LIMITS = new PercentileLimits(0, 255);

    @TempDir
    private Path folder;

    static Stream<Arguments> badOptions() {
        return Stream.of(
                bad("steps must be at least 1, but is 0", b -> b.steps(0)),
                bad("runs must be at least 1, but is -2", b -> b.runs(-2)),
                bad("diameter must be a positive number of pixels, but is 0.0", b -> b.diameter(0)),
                bad("diameter must be at least 2 pixels", b -> b.diameter(1.99)),
                bad("a tenth of the model's typical 20, but is 0.1", b -> b.diameter(0.1)),
                bad("but is 1.0E-300", b -> b.diameter(1e-300)),
                bad("but is NaN", b -> b.diameter(Double.NaN)),
                bad("but is Infinity", b -> b.diameter(Double.POSITIVE_INFINITY)),
                bad("threshold must be 0..1, but is 1.5", b -> b.threshold(1.5)),
                bad("threshold must be 0..1, but is NaN", b -> b.threshold(Double.NaN)),
                bad("seed height must be at least 0, but is -0.1", b -> b.seedHeight(-0.1)),
                bad("minimum size must be at least 0 pixels, but is -1", b -> b.minSize(-1)));
    }

    private static Arguments bad(String expected, Consumer<SegDiffOptions.Builder> setting) {
        return Arguments.of(expected, setting);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("badOptions")
    void anOptionOutOfRangeIsNamed(String expected, Consumer<SegDiffOptions.Builder> setting) throws IOException {
        try (DiffusionModel model = TinyPackage.of("sharp").open(folder)) {
            SegDiffOptions.Builder builder = new SegDiff(model).defaults();
            setting.accept(builder);
            String message =
                    assertThrows(IllegalArgumentException.class, builder::build).getMessage();
            assertTrue(message.contains(expected), message);
        }
    }

    @Test
    void aDiameterIsRefusedByAModelThatStatesNone() throws IOException {
        try (DiffusionModel model =
                TinyPackage.of("sharp").maskOnly().withoutDiameter().open(folder)) {
            SegDiff segDiff = new SegDiff(model);
            assertEquals(1, segDiff.scale(segDiff.defaults().build()));
            SegDiffOptions options = segDiff.defaults().diameter(20).build();
            String message = assertThrows(WrongModelException.class, () -> segDiff.requireUsable(options))
                    .getMessage();
            assertTrue(message.contains("leave the diameter out"), message);
        }
    }

    @Test
    void noChannelsAndNoPixelsAreNamed() throws IOException {
        try (DiffusionModel model = TinyPackage.of("sharp").open(folder)) {
            SegDiff segDiff = new SegDiff(model);
            SegDiffOptions options = segDiff.defaults().build();
            String none = assertThrows(
                            IllegalArgumentException.class,
                            () -> segDiff.segment(
                                    PlaneToSegment.of(List.of(), List.of()), options, ProgressListener.NONE))
                    .getMessage();
            assertTrue(none.contains("takes 1 channel, but got 0"), none);
            String empty = assertThrows(
                            IllegalArgumentException.class,
                            () -> PlaneToSegment.of(
                                    List.of(Views.interval(
                                            ArrayImgs.floats(2, 2), FinalInterval.createMinSize(0, 0, 0, 2))),
                                    List.of(LIMITS)))
                    .getMessage();
            assertTrue(empty.contains("0 x 2"), empty);
        }
    }

    /** 700 times smaller for the network: what one block is made from does not fit into an array. */
    @Test
    void aPlaneTooLargeToBeShrunkIsRefused() throws IOException {
        try (DiffusionModel model = TinyPackage.of("sharp").open(folder)) {
            SegDiff segDiff = new SegDiff(model);
            SegDiffOptions options = segDiff.defaults().diameter(9000).build();
            var plane = ConstantUtils.constantRandomAccessibleInterval(
                    new UnsignedByteType(7), FinalInterval.createMinSize(0, 0, 200_000, 200_000));
            String message = assertThrows(
                            IllegalArgumentException.class,
                            () -> segDiff.segment(
                                    PlaneToSegment.of(List.of(plane), List.of(LIMITS)),
                                    options,
                                    ProgressListener.NONE,
                                    new NoSink()))
                    .getMessage();
            assertTrue(message.contains("200000 x 200000") && message.contains("shrink it"), message);
        }
    }

    private static final class NoSink implements SegmentationSink {

        @Override
        public void maps(MapRows rows) {
            throw new AssertionError("no row was to be made");
        }

        @Override
        public void labels(int[] rows) {
            throw new AssertionError("no row was to be made");
        }

        @Override
        public void object(FoundObject object) {
            throw new AssertionError("there is no object");
        }
    }

    @Test
    void optionsAreKeptAndCopied() throws IOException {
        try (DiffusionModel model = TinyPackage.of("sharp").open(folder)) {
            SegDiffOptions options = new SegDiff(model)
                            .defaults()
                            .solver(SolverKind.DDPM)
                            .steps(7)
                            .runs(3)
                            .seed(-9)
                            .threshold(0.25)
                            .seedHeight(0.125)
                            .minSize(11)
                            .diameter(13)
                            .block(64)
                            .build()
                            .toBuilder()
                            .build();
            assertEquals(SolverKind.DDPM, options.solver());
            assertEquals(7, options.steps());
            assertEquals(3, options.runs());
            assertEquals(-9, options.seed());
            assertEquals(0.25, options.extractor().threshold());
            assertEquals(0.125, options.extractor().seedHeight());
            assertEquals(11, options.extractor().minSize());
            assertEquals(13, options.diameter().orElseThrow());
            assertEquals(64, options.block());
        }
    }

    @Test
    void theSmallestDiameterIsKeptByCopies() throws IOException {
        try (DiffusionModel model = TinyPackage.of("sharp").open(folder)) {
            SegDiffOptions.Builder copy = new SegDiff(model)
                    .defaults().diameter(2).build().toBuilder().diameter(1.5);
            assertTrue(message(copy::build).contains("at least 2 pixels"));
        }
    }

    @Test
    void theSpreadIsDefinedOnlyForSeveralRealDraws() throws IOException {
        try (DiffusionModel model = TinyPackage.of("sharp").open(folder)) {
            SegDiffOptions.Builder builder = new SegDiff(model).defaults();
            assertTrue(builder.runs(4).steps(2).build().spreadIsDefined());
            assertTrue(!builder.runs(3).steps(2).build().spreadIsDefined());
            assertTrue(!builder.runs(9).steps(1).build().spreadIsDefined());
            assertTrue(!builder.runs(9).orientations(2).steps(1).build().spreadIsDefined());
            assertTrue(builder.runs(1).orientations(4).steps(1).build().spreadIsDefined());
            assertTrue(builder.runs(2).orientations(2).steps(2).build().spreadIsDefined());
            assertTrue(!builder.runs(1).orientations(2).steps(9).build().spreadIsDefined());
        }
    }

    @Test
    void aModelOfAnotherKindIsRefused() throws IOException {
        try (DiffusionModel model = TinyPackage.of("sharp").kind("denoise").open(folder)) {
            String message = assertThrows(WrongModelException.class, () -> new SegDiff(model))
                    .getMessage();
            assertTrue(message.contains("denoise") && message.contains("sharp"), message);
        }
    }

    @Test
    void channelsThatDoNotFitAreNamed() throws IOException {
        Img<UnsignedByteType> image = Images.random(20, 10, 1);
        try (DiffusionModel model = TinyPackage.of("sharp").imageChannels(3).open(folder)) {
            SegDiff segDiff = new SegDiff(model);
            SegDiffOptions options = segDiff.defaults().build();
            assertEquals("model sharp takes 3 channels, but got 1", message(() -> segDiff.segment(image, options)));
            assertTrue(message(() -> segDiff.segment(
                            PlaneToSegment.of(List.of(image, image, image), List.of(LIMITS)),
                            options,
                            ProgressListener.NONE))
                    .contains("but got 1"));
            List<PercentileLimits> limits = List.of(LIMITS, LIMITS, LIMITS);
            String unequal = message(() -> PlaneToSegment.of(List.of(image, image, Images.random(20, 11, 1)), limits));
            assertTrue(unequal.contains("[20, 10]") && unequal.contains("[20, 11]"), unequal);
        }
    }

    @Test
    void stacksAreRefused() throws IOException {
        try (DiffusionModel model = TinyPackage.of("sharp").open(folder)) {
            SegDiff segDiff = new SegDiff(model);
            SegDiffOptions options = segDiff.defaults().build();
            assertTrue(message(() -> segDiff.segment(ArrayImgs.unsignedBytes(4, 5, 6), options))
                    .contains("[4, 5, 6]"));
            assertTrue(message(() -> segDiff.segment(ArrayImgs.unsignedBytes(4), options))
                    .contains("[4]"));
        }
    }

    @Test
    void aBlockThatDoesNotGoWithTheHaloIsNamed() throws IOException {
        try (DiffusionModel model = TinyPackage.of("sharp").open(folder)) {
            SegDiff segDiff = new SegDiff(model);
            for (int block : new int[] {0, -8, 8, 60}) {
                SegDiffOptions options = segDiff.defaults().block(block).build();
                assertTrue(message(() -> segDiff.segment(Images.random(9, 9, 1), options))
                        .contains("block " + block + " with halo 16"));
            }
        }
    }

    @Test
    void pixelsThatAreNoNumbersAreNamed() throws IOException {
        Img<FloatType> image = ArrayImgs.floats(new float[] {1, 2, 3, Float.NaN, 5, 6}, 3, 2);
        try (DiffusionModel model = TinyPackage.of("sharp").open(folder)) {
            SegDiff segDiff = new SegDiff(model);
            SegDiffOptions options = segDiff.defaults().build();
            assertTrue(assertThrows(InvalidPixelException.class, () -> segDiff.segment(image, options))
                    .getMessage()
                    .contains("(0,1)"));
        }
    }

    @Test
    void aNetworkThatReturnsNanIsAnError() throws IOException {
        try (DiffusionModel model = TinyPackage.of("not_a_number").open(folder)) {
            SegDiff segDiff = new SegDiff(model);
            SegDiffOptions options = segDiff.defaults().build();
            assertTrue(assertThrows(DiffusionException.class, () -> segDiff.segment(Images.random(9, 9, 1), options))
                    .getMessage()
                    .contains("NaN"));
        }
    }

    private static String message(Executable call) {
        return assertThrows(IllegalArgumentException.class, call).getMessage();
    }
}
