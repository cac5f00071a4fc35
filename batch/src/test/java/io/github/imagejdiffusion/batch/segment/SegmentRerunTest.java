package io.github.imagejdiffusion.batch.segment;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import io.github.imagejdiffusion.batch.CommandRun;
import io.github.imagejdiffusion.batch.Folders;
import io.github.imagejdiffusion.batch.SampleImages;
import io.github.imagejdiffusion.formats.PixelType;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileTime;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SortedMap;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What happens to results that are there. */
class SegmentRerunTest {

    @TempDir
    private Path folder;

    private Path inputs;
    private Path out;

    @BeforeEach
    void makeInputs() throws IOException {
        inputs = Files.createDirectory(folder.resolve("in"));
        out = folder.resolve("out");
        for (String name : List.of("a.tif", "b.tif")) {
            SampleImages.plane(inputs.resolve(name), 40, 40, PixelType.UINT16, SampleImages.disc());
        }
    }

    private CommandRun segment(Object... more) {
        List<Object> arguments = new ArrayList<>(List.of("segment", inputs, "-o", out));
        arguments.addAll(List.of(more));
        return CommandRun.of(arguments.toArray());
    }

    private static void assertSummary(CommandRun run, String summary) {
        run.assertDone();
        assertTrue(run.out().startsWith(summary), run.out());
    }

    /** A mark in the file tells whether it was written anew. */
    private static FileTime age(Path file) throws IOException {
        FileTime old = FileTime.fromMillis(1_000_000_000_000L);
        Files.setLastModifiedTime(file, old);
        return old;
    }

    @Test
    void finishedInputsAreSkipped() throws IOException {
        segment().assertDone();
        FileTime old = age(out.resolve("a_labels.tif"));
        CommandRun again = segment();
        assertSummary(again, "0 done (");
        assertTrue(again.out().contains(" 2 skipped, 0 failed"), again.out());
        again.progress().forEach(line -> assertTrue(line.endsWith(": done already, skipped"), line));
        assertEquals(old, Files.getLastModifiedTime(out.resolve("a_labels.tif")));
    }

    @Test
    void changedOptionComputesAgainAndSaysWhy() {
        segment().assertDone();
        CommandRun again = segment("--threshold", "0.6");
        assertSummary(again, "2 done (");
        again.progress().forEach(line -> assertTrue(line.contains("again because threshold was 0.5"), line));
        assertSummary(segment("--threshold", "0.6"), "0 done (");
    }

    @Test
    void touchedInputComputesAgainAndSaysWhy() throws IOException {
        segment().assertDone();
        age(inputs.resolve("b.tif"));
        CommandRun again = segment();
        assertSummary(again, "1 done (");
        assertTrue(again.progress().get(1).contains("again because the file has changed"), again::toString);
    }

    @Test
    void missingResultComputesAgainAndSaysWhy() throws IOException {
        segment("--rois").assertDone();
        Files.delete(out.resolve("b_rois.zip"));
        CommandRun again = segment("--rois");
        assertSummary(again, "1 done (");
        assertTrue(again.progress().get(1).contains("again because b_rois.zip is missing"), again::toString);
    }

    /** What a computer that went down may leave of files that had their names already. */
    @ParameterizedTest
    @CsvSource({
        "a.json, 0",
        "a.json, 100",
        "a.json, 700",
        "a_labels.tif, 0",
        "a_labels.tif, 3000",
        "a_uncertainty.tif, 100",
        "a_probability.tif, 6500",
        "a_objects.csv, 0",
        "a_objects.csv, 130",
        "a_rois.zip, 0",
        "a_rois.zip, 60"
    })
    void resultsThatAreCutOffAreComputedAgain(String name, int bytes) throws IOException {
        segment("--rois").assertDone();
        SortedMap<String, String> whole = Folders.contents(out);
        byte[] content = Files.readAllBytes(out.resolve(name));
        assertTrue(bytes < content.length, "of " + content.length);
        Files.write(out.resolve(name), Arrays.copyOf(content, bytes));
        CommandRun again = segment("--rois");
        assertSummary(again, "1 done (");
        assertTrue(again.progress().get(0).contains("again because " + name + " is cut off"), again::toString);
        assertEquals(whole, Folders.contents(out));
    }

    /** To correct results by hand is their user's right. */
    @Test
    void resultsThatAreEditedStay() throws IOException {
        segment("--rois").assertDone();
        Path labels = SampleImages.plane(out.resolve("a_labels.tif"), 40, 20, PixelType.UINT8, new float[800]);
        assertTrue(Files.size(labels) < Files.size(out.resolve("b_labels.tif")));
        Files.writeString(out.resolve("a_objects.csv"), "id\r\n1\r\n");
        Files.writeString(out.resolve("b_objects.csv"), "checked\n", StandardOpenOption.APPEND);
        SortedMap<String, String> edited = Folders.contents(out);
        CommandRun again = segment("--rois");
        assertSummary(again, "0 done (");
        assertEquals(edited, Folders.contents(out));
    }

    @Test
    void cutOffRecordOfAnotherCommandIsNotReplaced() throws IOException {
        CommandRun.of("restore", inputs, "-o", out, "--task", "denoise").assertDone();
        String record = Files.readString(out.resolve("a.json")).substring(0, 200);
        Files.writeString(out.resolve("a.json"), record);
        CommandRun run = CommandRun.of("segment", inputs.resolve("a.tif"), "-o", out);
        run.assertOneError(1, "a.json", "is the record of 'restore'");
        assertEquals(record, Files.readString(out.resolve("a.json")));
    }

    /** Where there were no sizes in it. */
    @Test
    void olderRecordIsValid() throws IOException {
        segment().assertDone();
        Path file = out.resolve("a.json");
        JsonObject record = JsonParser.parseString(Files.readString(file)).getAsJsonObject();
        assertEquals(
                Files.size(out.resolve("a_labels.tif")),
                record.remove("bytes").getAsJsonObject().get("a_labels.tif").getAsLong());
        Files.writeString(file, record.toString());
        assertSummary(segment(), "0 done (");
    }

    @Test
    void resultsOfAKilledRunAreReplaced() throws IOException {
        segment().assertDone();
        SortedMap<String, String> whole = Folders.contents(out);
        Files.delete(out.resolve("a.json"));
        Files.writeString(out.resolve("a_probability.tif"), "of another time");
        assertSummary(segment(), "1 done (");
        assertEquals(whole, Folders.contents(out));
    }

    @Test
    void overwriteComputesAgain() throws IOException {
        segment().assertDone();
        FileTime old = age(out.resolve("a_labels.tif"));
        assertSummary(segment("--overwrite"), "2 done (");
        assertNotEquals(old, Files.getLastModifiedTime(out.resolve("a_labels.tif")));
    }

    @Test
    void nothingOldStandsBesideNewResults() {
        segment("--rois", "--runs", 4, "--steps", 2).assertDone();
        assertTrue(Folders.names(out).containsAll(List.of("a_rois.zip", "a_spread.tif")));
        segment().assertDone();
        assertTrue(Folders.names(out).stream()
                .noneMatch(name -> name.endsWith("_rois.zip") || name.endsWith("_spread.tif")));
    }

    /** The last files of a result must not be the ones that cost the old result. */
    @Test
    void oldResultsStayWhereATableOrOutlinesCannotBeWritten() throws IOException {
        segment().assertDone();
        SortedMap<String, String> before = Folders.contents(out);
        Files.createDirectory(out.resolve("a_rois.zip"));
        segment("--rois").assertOneError(1, "a_rois.zip", "is a folder");
        Files.delete(out.resolve("a_rois.zip"));
        SortedMap<String, String> after = Folders.contents(out);
        before.keySet().removeIf(name -> name.startsWith("b"));
        after.keySet().removeIf(name -> name.startsWith("b"));
        assertEquals(before, after);
    }

    /** They may be what fills the disk. */
    @Test
    void leftoversGoBeforeDiskSpaceIsAskedFor() throws IOException {
        Path huge = SampleImages.sparse(folder.resolve("huge.tif"), 1_000_000);
        Files.createDirectory(out);
        for (String name : List.of("huge.json.0.part", "huge_probability.tif.0.part", "huge_labels.ids.0.part")) {
            Files.writeString(out.resolve(name), "of a killed run");
        }
        CommandRun.of("segment", huge, "-o", out).assertOneError(1, "disk space");
        assertEquals(List.of(), Folders.names(out));
    }

    @Test
    void dryRunWritesNothing() {
        CommandRun run = segment("--dry-run");
        assertSummary(run, "dry run: 2 to do, 0 done already, 0 failed");
        assertEquals(2, run.progress().size());
        assertTrue(Files.notExists(out));
    }

    @Test
    void dryRunAfterwards() throws IOException {
        segment().assertDone();
        SortedMap<String, String> before = Folders.contents(out);
        Files.copy(inputs.resolve("a.tif"), inputs.resolve("c.tif"));
        assertSummary(segment("--dry-run"), "dry run: 1 to do, 2 done already, 0 failed");
        assertSummary(segment("--dry-run", "--overwrite"), "dry run: 3 to do, 0 done already, 0 failed");
        assertEquals(before, Folders.contents(out));
    }

    @Test
    void filesOfOthersAreNotReplaced() throws IOException {
        Files.createDirectory(out);
        Files.writeString(out.resolve("a.json"), "{\"exposure\": 3}");
        segment().assertOneError(1, "a.json", "no record of imagej-diffusion");
        segment("--overwrite").assertOneError(1, "a.json");
        assertEquals("{\"exposure\": 3}", Files.readString(out.resolve("a.json")));
        assertTrue(Folders.names(out).contains("b.json"));
    }

    @Test
    void truthBesideTheInputIsNotReplaced() throws IOException {
        Files.writeString(inputs.resolve("a_labels.tif"), "drawn by hand");
        out = inputs;
        segment().assertOneError(1, "a_labels.tif", "--overwrite");
        assertEquals("drawn by hand", Files.readString(inputs.resolve("a_labels.tif")));
        assertTrue(Folders.names(out).contains("b.json"));
    }

    @Test
    void truthBesideTheInputIsNotReplacedThroughALink() throws IOException {
        Files.writeString(inputs.resolve("a_labels.tif"), "drawn by hand");
        Path link = Files.createSymbolicLink(folder.resolve("link"), inputs);
        CommandRun.of("segment", inputs.resolve("a.tif"), "-o", link).assertOneError(1, "a_labels.tif", "--overwrite");
        assertEquals("drawn by hand", Files.readString(inputs.resolve("a_labels.tif")));
    }

    @Test
    void repeatedInTheFolderOfTheInputs() {
        out = inputs;
        assertSummary(segment(), "2 done (");
        CommandRun again = segment();
        assertSummary(again, "0 done (");
        assertEquals(2, again.progress().size(), again::toString);
    }

    @Test
    void repeatedWithAPatternOverTheResults() {
        out = inputs;
        segment().assertDone();
        CommandRun run = CommandRun.of(
                "segment",
                inputs.resolve("a.tif"),
                inputs.resolve("a_labels.tif"),
                inputs.resolve("a_probability.tif"),
                "-o",
                inputs);
        run.assertOneError(0, "2 of the inputs are results", "a_labels.tif");
        assertEquals(1, run.progress().size(), run::toString);
    }
}
