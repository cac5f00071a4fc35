package io.github.imagejdiffusion.batch.segment;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.github.imagejdiffusion.batch.CommandRun;
import io.github.imagejdiffusion.batch.Folders;
import io.github.imagejdiffusion.batch.SampleImages;
import io.github.imagejdiffusion.formats.PixelType;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Options that ask for something impossible: one line on stderr names the option, and nothing is written. */
class SegmentBadOptionTest {

    @TempDir
    private Path folder;

    private Path good;
    private Path out;

    @BeforeEach
    void makeGoodInput() {
        good = SampleImages.plane(folder.resolve("good.tif"), 40, 40, PixelType.UINT16, SampleImages.disc());
        out = folder.resolve("out");
    }

    @ParameterizedTest
    @CsvSource({
        "--steps, 0",
        "--steps, many",
        "--steps, 100000",
        "--runs, 0",
        "--orientations, 3",
        "--orientations, 0",
        "--seed, lucky",
        "--seed, 1e30",
        "--sampler, magic",
        "--threshold, 2",
        "--threshold, -0.1",
        "--threshold, NaN",
        "--min-size, -1",
        "--diameter, 0",
        "--diameter, Infinity",
        "--diameter, -5",
        "--diameter, NaN",
        "--pixel-size, 0",
        "--pixel-size, -1",
        "--pixel-size, NaN",
        "--channel, 0",
        "--series, 0",
        "--z, 0-2",
        "--z, 3-1",
        "--z, low",
        "--t, 99999999999",
        "--shard, 3/2",
        "--shard, 0/2",
        "--shard, half",
        "--threads, 0",
        "--threads, 100000",
        "--device, gpux",
        "--block, 1001"
    })
    void valuesOutOfRange(String option, String value) {
        // The engine speaks of steps and blocks, the command of --steps and --block.
        CommandRun.of("segment", good, "-o", out, option, value).assertOneError(2, option.substring(2), value);
        assertEquals(List.of(), Folders.names(out));
    }

    @ParameterizedTest
    @CsvSource({
        "--pixel-size, nan, --pixel-size must be a positive number in micrometres",
        "--pixel-size, inf, --pixel-size must be a positive number in micrometres",
        "--pixel-size, -Infinity, --pixel-size must be a positive number in micrometres",
        "--pixel-size, 1e300, a metre",
        "--pixel-size, 1e308, a metre",
        "--pixel-size, 1e-300, a picometre",
        "--pixel-size, 5e-324, a picometre",
        "--pixel-size, -0.0, a positive number",
        "--pixel-size, '0,5', '''0,5'' is not a number such as 0.5'",
        "--threshold, nan, --threshold must be from 0 to 1",
        "--threshold, half, '''half'' is not a number such as 0.5'",
        "--diameter, INF, --diameter must be a positive number of pixels",
        "--steps, 1.5, '''1.5'' is not a whole number such as 4'",
        "--seed, lucky, '''lucky'' is not a whole number such as 4'"
    })
    void numbersAreSpokenOfInTheUsersWords(String option, String value, String message) {
        CommandRun.of("segment", good, "-o", out, option, value).assertOneError(2, option.substring(2), message);
    }

    /** Allowed, as Java may be wrong about the processors. */
    @Test
    void farMoreThreadsThanProcessors() {
        int threads = 4 * Runtime.getRuntime().availableProcessors();
        Object[] arguments = {"segment", good, "-o", out, "--dry-run", "--threads"};
        CommandRun.of(with(arguments, threads)).assertOneError(0, "--threads " + threads, "leave it out");
        CommandRun.of(with(arguments, threads, "--quiet")).assertDone();
        CommandRun.of(with(arguments, threads - 1)).assertDone();
    }

    private static Object[] with(Object[] arguments, Object... more) {
        return Stream.concat(Arrays.stream(arguments), Arrays.stream(more)).toArray();
    }

    /** It is the same number, so the work is not done again. */
    @Test
    void zeroHasNoSign() throws IOException {
        CommandRun.of("segment", good, "-o", out, "--threshold", "-0.0").assertDone();
        String again = CommandRun.of("segment", good, "-o", out, "--threshold", "0")
                .assertDone()
                .out();
        assertTrue(again.contains("1 skipped"), again);
    }

    @Test
    void unknownOption() {
        CommandRun.of("segment", good, "-o", out, "--colour", "blue").assertOneError(2, "--colour");
    }

    /** Else the parser speaks of an unknown option, or of an output folder that was given twice. */
    @ParameterizedTest
    @ValueSource(strings = {"-dash.tif", "--dash.TIFF", "-out.png", "-1.ome.zarr"})
    void aFileThatBeginsWithADash(String name) {
        String better = "put -- before the files, or write ." + File.separator + name;
        CommandRun.of("segment", name, "-o", out).assertOneError(2, "'" + name + "'", better);
        CommandRun.of("info", name).assertOneError(2, "'" + name + "'", better);
        CommandRun.of("segment", "-o", out, "--", name).assertOneError(1, name + ": no such file");
        CommandRun.of("segment", good, "-o", out, "--colour=" + name).assertOneError(2, "Unknown option");
    }

    @Test
    void noInput() {
        CommandRun.of("segment", "-o", out).assertOneError(2, "INPUT", "segment --help");
    }

    @Test
    void noOutput() {
        CommandRun.of("segment", good).assertOneError(2, "--output");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "-o"})
    void emptyNames(String option) {
        Object[] arguments =
                option.isEmpty() ? new Object[] {"segment", "", "-o", out} : new Object[] {"segment", good, "-o", ""};
        CommandRun.of(arguments).assertOneError(2, "is empty");
    }

    @Test
    void unknownVerb() {
        CommandRun.of("segmentate", good).assertOneError(2, "segmentate");
    }

    @Test
    void argumentFileThatCannotBeRead() throws IOException {
        Path none = Files.createDirectory(folder.resolve("arguments"));
        CommandRun.of("segment", "@" + none).assertOneError(2, "arguments");
    }

    @Test
    void outputIsAFile() {
        CommandRun.of("segment", good, "-o", good).assertOneError(2, "--output", "good.tif", "is a file");
    }

    @Test
    void outputInsideAFile() {
        CommandRun.of("segment", good, "-o", good.resolve("sub")).assertOneError(2, "--output", "cannot be made");
    }

    @Test
    void outputWhereNothingCanBeMade() {
        Path kernel = Path.of("/proc/self/fdinfo");
        assumeTrue(Files.isDirectory(kernel), "no /proc here");
        CommandRun.of("segment", good, "-o", kernel.resolve("results"))
                .assertOneError(2, "--output", "/proc/self/fdinfo/results", "cannot be made");
    }

    @Test
    void outputThatMayNotBeWritten() throws IOException {
        Files.createDirectory(out);
        assumeTrue(out.toFile().setWritable(false) && !Files.isWritable(out), "this user (root?) writes everywhere");
        CommandRun.of("segment", good, "-o", out).assertOneError(2, "--output", "out", "may not be written");
    }

    @Test
    void folderInTheWayOfAResult() throws IOException {
        Files.createDirectories(out.resolve("good_probability.tif"));
        CommandRun.of("segment", good, "-o", out).assertOneError(1, "good_probability.tif", "is a folder");
        assertEquals(List.of(), Folders.names(out), "labels without their maps, or a part file");
    }

    @Test
    void unknownModelListsTheKnown() {
        CommandRun.of("segment", good, "-o", out, "--model", "nuclei-flourescence")
                .assertOneError(3, "'nuclei-flourescence'", "known models: ", "nuclei-fluorescence");
    }

    @Test
    void brokenModelPackage() throws IOException {
        Path broken = Files.createDirectory(folder.resolve("broken"));
        Files.writeString(broken.resolve("rdf.yaml"), "type: [model\nname: x");
        CommandRun.of("segment", good, "-o", out, "--model", broken).assertOneError(3, "broken", "rdf.yaml");
    }

    @Test
    void modelPathThatIsNoPackage() {
        CommandRun.of("segment", good, "-o", out, "--model", good).assertOneError(3, "good.tif", "not a model package");
    }

    @Test
    void gpuThatIsNotThere() {
        assumeTrue(CommandRun.of("devices").out().contains("gpu device: not usable"), "there is a GPU");
        CommandRun.of("segment", good, "-o", out, "--device", "gpu")
                .assertOneError(3, System.mapLibraryName("onnxruntime_providers_cuda"), "device cpu");
        assertTrue(Folders.names(out).isEmpty());
    }
}
