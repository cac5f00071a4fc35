package io.github.imagejdiffusion.segdiff;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.imagejdiffusion.diffusion.model.UnknownModelException;
import io.github.imagejdiffusion.diffusion.normalise.InvalidPixelException;
import io.github.imagejdiffusion.diffusion.pipeline.DiffusionModel;
import io.github.imagejdiffusion.testing.OpIndex;
import io.github.imagejdiffusion.testing.OpIndex.Op;
import io.github.imagejdiffusion.testing.OpIndex.Parameter;
import io.github.imagejdiffusion.testing.TinyPackage;
import java.io.IOException;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.stream.Stream;
import net.imglib2.RandomAccessibleInterval;
import net.imglib2.img.Img;
import net.imglib2.img.array.ArrayImgs;
import net.imglib2.type.numeric.RealType;
import net.imglib2.type.numeric.integer.UnsignedByteType;
import net.imglib2.type.numeric.real.FloatType;
import net.imglib2.util.Util;
import net.imglib2.view.Views;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every op is called by the signature that the index names, and does what the facade does. */
class OpsIndexTest {

    private static final String LABELS = "segment.segDiff";
    private static final String PROBABILITY = "segment.segDiffProbability";

    @TempDir
    private Path folder;

    private final Img<UnsignedByteType> image = Images.random(48, 40, 3);

    @BeforeEach
    void writeModel() throws IOException {
        TinyPackage.of("noisy").write(folder.resolve("noisy"));
    }

    static List<Op> index() throws IOException {
        return OpIndex.read();
    }

    @Test
    void theIndexNamesFourOpsAndEachOnce() throws IOException {
        List<List<String>> names = index().stream().map(Op::names).toList();
        assertEquals(List.of(List.of(LABELS), List.of(LABELS), List.of(PROBABILITY), List.of(PROBABILITY)), names);
        assertEquals(4, new HashSet<>(index().stream().map(Op::source).toList()).size());
    }

    @ParameterizedTest
    @MethodSource("index")
    void theIndexSaysWhatTheMethodTakes(Op op) throws ReflectiveOperationException {
        Method method = op.method();
        assertTrue(Modifier.isStatic(method.getModifiers()) && Modifier.isPublic(method.getModifiers()));
        assertFalse(op.description().isEmpty());
        assertTrue(op.version().matches("\\d+\\.\\d+\\.\\d+.*"), op.version());
        List<Parameter> parameters = op.parameters();
        assertEquals(
                List.of("image", "model", "options", "seed", "output"),
                parameters.stream().map(Parameter::name).toList());
        assertEquals(
                List.of("INPUT", "INPUT", "INPUT", "INPUT", "OUTPUT"),
                parameters.stream().map(Parameter::direction).toList());
        assertEquals(
                List.of(false, false, true, true, false),
                parameters.stream().map(Parameter::nullable).toList());
        for (int i = 0; i < 4; i++) {
            assertEquals(
                    method.getParameterTypes()[i].getName(),
                    parameters.get(i).type().replaceAll("<.*", ""));
            assertFalse(parameters.get(i).description().isEmpty());
        }
        assertEquals(
                method.getGenericReturnType().getTypeName(), parameters.get(4).type());
    }

    @ParameterizedTest
    @MethodSource("index")
    void givesWhatTheFacadeGives(Op op) throws Throwable {
        try (DiffusionModel model = open()) {
            SegDiff segDiff = new SegDiff(model);
            SegDiffOptions options =
                    segDiff.defaults().steps(2).runs(3).seed(5).minSize(0).build();
            assertArrayEquals(facade(op, segDiff, segDiff.defaults().build()), call(op, model, image, null, null));
            assertArrayEquals(facade(op, segDiff, options), call(op, model, image, options, null));
            assertArrayEquals(
                    facade(op, segDiff, options.toBuilder().seed(-8).build()), call(op, model, image, options, -8L));
            assertArrayEquals(
                    facade(op, segDiff, segDiff.defaults().seed(9).build()), call(op, model, image, null, 9L));
        }
    }

    @ParameterizedTest
    @MethodSource("index")
    void theSeedIsThatOfTheOptionsUnlessGiven(Op op) throws Throwable {
        try (DiffusionModel model = open()) {
            SegDiffOptions five =
                    new SegDiff(model).defaults().minSize(0).seed(5).build();
            float[] ofOptions = call(op, model, image, five, null);
            assertArrayEquals(ofOptions, call(op, model, image, five, 5L));
            assertFalse(Arrays.equals(ofOptions, call(op, model, image, five, 0L)));
            assertArrayEquals(call(op, model, image, null, null), call(op, model, image, null, 0L));
        }
    }

    @ParameterizedTest
    @MethodSource("index")
    void pixelsThatAreNoNumbersAreNamed(Op op) throws Exception {
        Img<FloatType> bad = ArrayImgs.floats(new float[] {1, 2, 3, Float.NaN, 5, 6}, 3, 2);
        try (DiffusionModel model = open()) {
            String message = assertThrows(InvalidPixelException.class, () -> call(op, model, bad, null, null))
                    .getMessage();
            assertTrue(message.contains("(0,1)") && message.contains("NaN"), message);
        }
    }

    @ParameterizedTest
    @MethodSource("takingNames")
    void aModelThatIsNotThereIsNamed(Op op) {
        String message = assertThrows(
                        UnknownModelException.class, () -> invoke(op, image, "nuclei-flurescence", null, null))
                .getMessage();
        assertTrue(message.contains("'nuclei-flurescence'; did you mean 'nuclei-fluorescence'?"), message);
    }

    static Stream<Op> takingNames() throws IOException {
        return index().stream().filter(OpsIndexTest::takesName);
    }

    @ParameterizedTest
    @MethodSource("index")
    void optionsThatDoNotFitTheModelAreRefusedBeforeAnyPixelIsRead(Op op) throws Exception {
        try (DiffusionModel model = open()) {
            SegDiffOptions options = new SegDiff(model).defaults().steps(101).build();
            String message = assertThrows(
                            IllegalArgumentException.class, () -> invoke(op, image, modelOf(op, model), options, null))
                    .getMessage();
            assertTrue(message.contains("101"), message);
        }
    }

    private DiffusionModel open() throws IOException {
        return TinyPackage.of("noisy").open(folder);
    }

    private static boolean takesName(Op op) {
        return op.parameters().get(1).type().equals("java.lang.String");
    }

    private Object modelOf(Op op, DiffusionModel open) {
        return takesName(op) ? folder.resolve("noisy").toString() : open;
    }

    private static float[] facade(Op op, SegDiff segDiff, SegDiffOptions options) {
        Segmentation result = segDiff.segment(Images.random(48, 40, 3), options);
        return floats(op.names().contains(LABELS) ? result.labelImage() : result.probabilityImage());
    }

    private float[] call(
            Op op,
            DiffusionModel open,
            RandomAccessibleInterval<? extends RealType<?>> of,
            SegDiffOptions options,
            Long seed)
            throws Throwable {
        RandomAccessibleInterval<?> result = invoke(op, of, modelOf(op, open), options, seed);
        String pixel = op.parameters().get(4).type().replaceAll(".*<|>", "");
        assertInstanceOf(Class.forName(pixel), Util.getTypeFromInterval(result));
        return floats(result);
    }

    private static RandomAccessibleInterval<?> invoke(Op op, Object... inputs) throws Throwable {
        try {
            return (RandomAccessibleInterval<?>) op.method().invoke(null, inputs);
        } catch (InvocationTargetException e) {
            throw e.getCause();
        }
    }

    private static float[] floats(RandomAccessibleInterval<?> result) {
        float[] values = new float[(int) Views.flatIterable(result).size()];
        int i = 0;
        for (Object pixel : Views.flatIterable(result)) {
            values[i++] = ((RealType<?>) pixel).getRealFloat();
        }
        return values;
    }
}
