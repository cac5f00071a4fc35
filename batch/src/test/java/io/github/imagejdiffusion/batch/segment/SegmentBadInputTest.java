package io.github.imagejdiffusion.batch.segment;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeFalse;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.github.imagejdiffusion.batch.CommandRun;
import io.github.imagejdiffusion.batch.Folders;
import io.github.imagejdiffusion.batch.SampleImages;
import io.github.imagejdiffusion.formats.PixelType;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Inputs that cannot be segmented: one line on stderr names each, nothing is left of it, the others are done. */
class SegmentBadInputTest {

    private static final List<String> GOOD_RESULTS =
            List.of("good.json", "good_labels.tif", "good_objects.csv", "good_probability.tif", "good_uncertainty.tif");

    @TempDir
    private Path folder;

    private Path good;
    private Path out;

    @BeforeEach
    void makeGoodInput() {
        good = SampleImages.plane(folder.resolve("good.tif"), 40, 40, PixelType.UINT16, SampleImages.disc());
        out = folder.resolve("out");
    }

    private CommandRun segment(Object... inputs) {
        return CommandRun.of(Stream.concat(Stream.of("segment", "-o", out), Arrays.stream(inputs))
                .toArray());
    }

    /** The bad one first, so that the good one must survive it. */
    private void assertOnlyThisFails(Path bad, Object... words) {
        CommandRun run = segment(bad, good);
        run.assertOneError(1, words);
        assertTrue(run.errors().get(0).contains(bad.getFileName().toString()), run::toString);
        assertTrue(run.out().startsWith("1 done ("), run.out());
        assertTrue(run.out().contains(" 1 failed"), run.out());
        assertEquals(1, run.progress().size(), run::toString);
        assertEquals(GOOD_RESULTS, Folders.names(out));
    }

    private Path withBytes(String name, byte[] bytes) throws IOException {
        return Files.write(folder.resolve(name), bytes);
    }

    @Test
    void missingFile() {
        assertOnlyThisFails(folder.resolve("absent.tif"), "no such file");
    }

    @Test
    void textRenamedToTiff() throws IOException {
        assertOnlyThisFails(withBytes("bad.tif", "Dear diary,\nnothing.\n".getBytes()), "not an image", "text");
    }

    @Test
    void textFile() throws IOException {
        assertOnlyThisFails(withBytes("notes.txt", "Dear diary".getBytes()), "not an image");
    }

    @Test
    void truncatedTiff() throws IOException {
        byte[] whole = Files.readAllBytes(good);
        assertOnlyThisFails(withBytes("bad.tif", Arrays.copyOf(whole, whole.length / 2)));
    }

    @Test
    void truncatedPng() throws IOException {
        byte[] whole = Files.readAllBytes(SampleImages.crop(SampleImages.CROPS.get(0), folder.resolve("whole.png")));
        assertOnlyThisFails(withBytes("bad.png", Arrays.copyOf(whole, whole.length / 2)));
    }

    /** Of a compressed stack: planes before it are fine, and still there is no result of them. */
    @Test
    void corruptPlaneOfAStack() throws IOException {
        ByteBuffer stack = ByteBuffer.wrap(SampleImages.compressedStack(4));
        int third = SampleImages.pixelsOfPage(stack, 3);
        for (int i = 0; i < 40; i++) {
            stack.put(third + i, (byte) 0xff);
        }
        assertOnlyThisFails(withBytes("bad.tif", stack.array()), "cannot be decoded");
    }

    @Test
    void missingPlaneOfAStack() throws IOException {
        ByteBuffer stack = ByteBuffer.wrap(SampleImages.compressedStack(4));
        int fourth = SampleImages.pixelsOfPage(stack, 4);
        assertOnlyThisFails(withBytes("bad.tif", Arrays.copyOf(stack.array(), fourth + 10)));
    }

    @Test
    void zeroBytes() throws IOException {
        assertOnlyThisFails(withBytes("bad.tif", new byte[0]), "0 bytes");
    }

    @Test
    void noPermission() throws IOException {
        Path bad = withBytes("bad.tif", Files.readAllBytes(good));
        assumeTrue(bad.toFile().setReadable(false) && !Files.isReadable(bad), "this user (root?) reads everything");
        assertOnlyThisFails(bad, "may not be read", "permissions");
    }

    @Test
    void noRegularFile() {
        Path device = Path.of("/dev/null");
        assumeTrue(Files.exists(device), "no /dev/null here");
        assertOnlyThisFails(device, "not a regular file");
    }

    @Test
    void linkToNowhereInAFolder() throws IOException {
        Path inputs = Files.createDirectory(folder.resolve("in"));
        Files.copy(good, inputs.resolve("good.tif"));
        try {
            Files.createSymbolicLink(inputs.resolve("broken.tif"), folder.resolve("absent.tif"));
        } catch (IOException | UnsupportedOperationException e) {
            assumeFalse(true, "no links here: " + e);
        }
        segment(inputs).assertOneError(1, "broken.tif", "no such file");
        assertEquals(GOOD_RESULTS, Folders.names(out));
    }

    @Test
    void notANumber() {
        float[] values = SampleImages.disc();
        values[2 * 40 + 3] = Float.NaN;
        assertOnlyThisFails(
                SampleImages.plane(folder.resolve("bad.tif"), 40, 40, PixelType.FLOAT, values), "(3,2)", "NaN");
    }

    @Test
    void infinity() {
        float[] values = SampleImages.disc();
        values[0] = Float.NEGATIVE_INFINITY;
        assertOnlyThisFails(
                SampleImages.plane(folder.resolve("bad.tif"), 40, 40, PixelType.FLOAT, values), "(0,0)", "-Infinity");
    }

    @Test
    void colourPicture() throws IOException {
        assertOnlyThisFails(
                SampleImages.colour(folder.resolve("bad.png")),
                "3 colour channels",
                "nuclei-fluorescence takes 1",
                "--channel 1..3");
    }

    @Test
    void twoChannels() {
        Path bad = SampleImages.stack(folder.resolve("bad.tif"), 2, 1, 1, SampleImages.disc(), SampleImages.disc());
        assertOnlyThisFails(bad, "2 channels", "--channel 1..2");
        assertEquals(0, segment(bad, "--channel", 2).exitCode());
    }

    @Test
    void channelBeyondTheImage() {
        segment(good, "--channel", 2).assertOneError(1, "good.tif", "1 channel,", "no --channel 2");
    }

    @Test
    void zBeyondTheStack() {
        Path deep = SampleImages.stack(
                folder.resolve("deep.tif"), 1, 3, 1, SampleImages.disc(), SampleImages.disc(), SampleImages.disc());
        segment(deep, good, "--z", "2-3").assertOneError(1, "good.tif", "1 z plane,", "--z asks for 2-3");
        assertTrue(Folders.names(out).contains("deep.json"));
    }

    @Test
    void timeBeyondTheSeries() {
        segment(good, "--t", "5").assertOneError(1, "good.tif", "1 time point,", "--t asks for 5");
    }

    @Test
    void seriesBeyondTheFile() {
        segment(good, "--series", 2).assertOneError(1, "good.tif", "1 image,", "no --series 2");
        assertEquals(List.of(), Folders.names(out));
    }

    @Test
    void emptyFolder() throws IOException {
        Path empty = Files.createDirectory(folder.resolve("empty"));
        CommandRun run = segment(empty, good);
        run.assertOneError(1, "empty", "no image", "--recursive");
        assertEquals(GOOD_RESULTS, Folders.names(out));
    }

    @Test
    void nothingButAnEmptyFolder() throws IOException {
        Path empty = Files.createDirectory(folder.resolve("empty"));
        segment(empty, "--recursive").assertOneError(1, "empty", "no image");
        assertTrue(Files.notExists(out));
    }

    @Test
    void folderThatCannotBeListed() throws IOException {
        Path inputs = Files.createDirectory(folder.resolve("in"));
        Files.copy(good, inputs.resolve("good.tif"));
        Path shut = Files.createDirectory(inputs.resolve("shut"));
        assumeTrue(shut.toFile().setReadable(false) && !Files.isReadable(shut), "this user (root?) lists everything");
        segment(inputs, "--recursive").assertOneError(1, "shut", "cannot be listed", "permission denied");
        assertEquals(GOOD_RESULTS, Folders.names(out));
        shut.toFile().setReadable(true);
    }

    @Test
    void faultOfAReader() throws IOException {
        assertOnlyThisFails(
                withBytes("bad.faulty", "fault".getBytes()),
                "internal error",
                "IllegalStateException",
                "line one line two",
                "FaultyFormat");
    }

    /** Its record would name the new state of the file, and no later run would look at it again. */
    @Test
    void fileThatChangesWhileItIsRead() throws IOException {
        assertOnlyThisFails(
                withBytes("bad.faulty", "growing".getBytes()), "changed while it was read", "run this again");
    }

    @Test
    void tooLittleMemory() throws IOException {
        assertOnlyThisFails(withBytes("bad.faulty", "memory".getBytes()), "not enough memory", "-Xmx");
    }

    /** Refused for all images at once: nothing so small is an object, and no image should take hours for it. */
    @ParameterizedTest
    @ValueSource(strings = {"1.9", "0.1", "0.001", "1e-300"})
    void diameterBelowThatOfAnObject(String diameter) {
        segment(good, "--diameter", diameter)
                .assertOneError(2, "diameter must be at least 2 pixels", "typical 20", "but is");
        assertEquals(List.of(), Folders.names(out));
    }

    /** Of objects larger than the image there is no trace. */
    @ParameterizedTest
    @ValueSource(strings = {"10000", "1e300"})
    void imageOfOnePixelAtTheModelsScale(String diameter) {
        CommandRun run = segment(good, "--diameter", diameter).assertDone();
        assertTrue(run.out().startsWith("1 done (0 objects)"));
        assertTrue(run.progress().get(0).contains("larger than the image"), run::toString);
        assertEquals(GOOD_RESULTS, Folders.names(out));
    }

    @Test
    void oneBadImageOfSeveralInAFile() throws IOException {
        Path file = withBytes("mixed.faulty", "fine\nfault\nfine".getBytes());
        CommandRun run = segment(file);
        run.assertOneError(1, "mixed.faulty", "image 2 of 3");
        assertTrue(Folders.names(out).containsAll(List.of("mixed_s1.json", "mixed_s3.json")));
        assertTrue(Folders.names(out).stream().noneMatch(name -> name.startsWith("mixed_s2")));
    }

    @Test
    void everyBadInputHasItsLine() throws IOException {
        CommandRun run = segment(
                folder.resolve("absent.tif"),
                good,
                withBytes("zero.tif", new byte[0]),
                withBytes("x.tif", new byte[9]));
        assertEquals(1, run.exitCode());
        assertEquals(3, run.errors().size(), run::toString);
        assertEquals(GOOD_RESULTS, Folders.names(out));
    }

    /** That of the image is allowed, those of its results are not. */
    @Test
    void nameThatIsTooLongForResults() throws IOException {
        Path file = folder.resolve("n".repeat(245) + ".tif");
        Files.copy(good, file);
        segment(file).assertOneError(1, "too long", "a shorter name");
        assertEquals(List.of(), Folders.names(out));
    }

    @Test
    void nameWithALineBreakStaysOneLine() {
        segment(folder.resolve("two\nlines.tif")).assertOneError(1, "two lines.tif", "no such file");
    }
}
