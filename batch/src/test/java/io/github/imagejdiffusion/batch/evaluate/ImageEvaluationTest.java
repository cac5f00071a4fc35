package io.github.imagejdiffusion.batch.evaluate;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import io.github.imagejdiffusion.batch.CommandRun;
import io.github.imagejdiffusion.batch.evaluate.image.Pictures;
import io.github.imagejdiffusion.batch.evaluate.metric.FloatMap;
import io.github.imagejdiffusion.formats.Calibration;
import io.github.imagejdiffusion.formats.PixelType;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.OptionalDouble;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** {@code evaluate --metric image} for a user who does everything right. */
class ImageEvaluationTest {

    /** Whole numbers, so that every type holds them; about 60 to 140. */
    private static final FloatMap CLEAN = Pictures.mapped(Pictures.noise(32, 24, 1), Math::rint);

    private static final FloatMap BRIGHTER = Pictures.mapped(CLEAN, value -> value + 10);

    @TempDir
    private Path folder;

    private Path truth;
    private Path prediction;

    @BeforeEach
    void makeFolders() throws IOException {
        truth = Files.createDirectory(folder.resolve("truth"));
        prediction = Files.createDirectory(folder.resolve("prediction"));
    }

    private CommandRun evaluate(Object... more) {
        Object[] folders = {"evaluate", "--truth", truth, "--prediction", prediction, "--metric", "image"};
        return CommandRun.of(Stream.concat(Stream.of(folders), Stream.of(more)).toArray());
    }

    private JsonObject json(Object... more) throws IOException {
        Path report = folder.resolve("scores.json");
        Object[] options =
                Stream.concat(Stream.of("--report", report), Stream.of(more)).toArray();
        evaluate(options).assertDone();
        return JsonParser.parseString(Files.readString(report)).getAsJsonObject();
    }

    private double mean(String score, Object... more) throws IOException {
        return json(more).getAsJsonObject("mean").get(score).getAsDouble();
    }

    @Test
    void printsEveryScoreWithItsRange() {
        PictureFile.write(truth.resolve("a.tif"), PixelType.UINT8, CLEAN);
        PictureFile.write(prediction.resolve("a_restored.tif"), PixelType.UINT8, BRIGHTER);
        CommandRun run = evaluate().assertDone();
        assertTrue(run.out().startsWith("image: mean over 1 image"), run.out());
        for (String line : List.of(
                "psnr +28\\.131 +28\\.131 +28\\.131 +1",
                "si_psnr +inf +inf +inf +1",
                "ssim +0\\.\\d{4} .*",
                "nrmse +0\\.\\d{4} .*",
                "bias_percent +\\d+\\.\\d{3} .*",
                "frc_px +2\\.000 .*",
                "frc_um +- +- +- +0",
                "range +255\\.000 .*")) {
            assertTrue(run.out().matches("(?s).*\\n" + line + "\\R.*"), () -> line + " in " + run.out());
        }
    }

    @Test
    void otherTypesHaveTheRangeOfTheTruth() throws IOException {
        float lowest = Float.MAX_VALUE;
        float highest = 0;
        for (float value : CLEAN.values()) {
            lowest = Math.min(lowest, value);
            highest = Math.max(highest, value);
        }
        FloatMap plain = Pictures.constant(32, 24, lowest);
        PictureFile.write(truth.resolve("a.tif"), PixelType.UINT16, CLEAN, plain);
        PictureFile.write(
                prediction.resolve("a_restored.tif"),
                PixelType.FLOAT,
                BRIGHTER,
                Pictures.mapped(plain, value -> value + 10));
        assertEquals(highest - lowest, mean("range"));
        assertEquals(20 * Math.log10((highest - lowest) / 10), mean("psnr"), 1e-9);
        assertEquals(
                "8-bit truths without calibration function: 255; others: max - min of the truth",
                json().get("range_from").getAsString());
    }

    @Test
    void aGivenRangeHoldsForAll() throws IOException {
        PictureFile.write(truth.resolve("a.tif"), PixelType.UINT8, CLEAN);
        PictureFile.write(prediction.resolve("a_restored.tif"), PixelType.UINT8, BRIGHTER);
        PictureFile.write(truth.resolve("b.tif"), PixelType.UINT16, CLEAN);
        PictureFile.write(prediction.resolve("b_restored.tif"), PixelType.UINT16, BRIGHTER);
        assertEquals(1000, mean("range", "--range", 1000));
        assertEquals(40, mean("psnr", "--range", 1000), 1e-9);
        assertEquals("--range", json("--range", 1000).get("range_from").getAsString());
    }

    @Test
    void stacksAndChannelsAreScoredPlaneByPlane() throws IOException {
        FloatMap darker = Pictures.mapped(CLEAN, value -> value - 1);
        Calibration half = Calibration.ofMicrometres(0.5);
        PictureFile.write(truth.resolve("a.tif"), PixelType.FLOAT, half, 2, CLEAN, CLEAN, CLEAN, CLEAN);
        PictureFile.write(
                prediction.resolve("a_restored.tif"), PixelType.FLOAT, half, 2, BRIGHTER, darker, darker, darker);
        assertEquals((40 + 3 * 60) / 4.0, mean("psnr", "--range", 1000), 1e-9);
        assertEquals(2, mean("frc_px"));
        assertEquals(1, mean("frc_um"));
    }

    @Test
    void micrometresNeedSquarePixels() throws IOException {
        OptionalDouble none = OptionalDouble.empty();
        Calibration oblong = new Calibration(OptionalDouble.of(0.5), OptionalDouble.of(0.25), none, none, "micron");
        PictureFile.write(truth.resolve("a.tif"), PixelType.UINT8, oblong, 1, CLEAN);
        PictureFile.write(prediction.resolve("a_restored.tif"), PixelType.UINT8, BRIGHTER);
        assertTrue(json().getAsJsonObject("mean").get("frc_um").isJsonNull());
    }

    @ParameterizedTest
    @ValueSource(strings = {"a_restored.tif", "a_superres.tif", "a_restored.ome.tif", "a.tif"})
    void namesOfPredictions(String name) throws IOException {
        PictureFile.write(truth.resolve("a.tif"), PixelType.UINT8, CLEAN);
        PictureFile.write(prediction.resolve(name), PixelType.UINT8, BRIGHTER);
        JsonObject image = json().getAsJsonArray("per_image").get(0).getAsJsonObject();
        assertEquals("a", image.get("image").getAsString());
        assertTrue(image.get("prediction").getAsString().endsWith(name), image::toString);
        assertEquals(28.1308, image.getAsJsonObject("scores").get("psnr").getAsDouble(), 1e-4);
    }

    @Test
    void anEqualImageIsInfiniteInEveryReport() throws IOException {
        PictureFile.write(truth.resolve("a.tif"), PixelType.UINT8, CLEAN);
        PictureFile.write(prediction.resolve("a_restored.tif"), PixelType.UINT8, CLEAN);
        assertEquals("inf", json().getAsJsonObject("mean").get("psnr").getAsString());
        Path table = folder.resolve("scores.csv");
        evaluate("--report", table).assertDone();
        List<String> lines = Files.readAllLines(table);
        assertEquals(
                "image,truth,prediction,psnr,si_psnr,ssim,nrmse,bias_percent,frc_px,frc_um,range,problem",
                lines.get(0));
        assertTrue(lines.get(1).endsWith("a_restored.tif,inf,inf,1,0,0,2,,255,"), lines.get(1));
        assertEquals("mean,,,inf,inf,1,0,0,2,,255,", lines.get(2));
    }

    @Test
    void restoredImagesWithoutTruthAreMentioned() {
        PictureFile.write(truth.resolve("a.tif"), PixelType.UINT8, CLEAN);
        PictureFile.write(prediction.resolve("a_restored.tif"), PixelType.UINT8, CLEAN);
        PictureFile.write(prediction.resolve("z_superres.tif"), PixelType.UINT8, CLEAN);
        String out = evaluate().assertDone().out();
        assertTrue(out.contains("1 prediction(s) without truth") && out.contains("z_superres"), out);
    }
}
