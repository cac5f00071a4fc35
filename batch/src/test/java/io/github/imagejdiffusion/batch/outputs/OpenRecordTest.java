package io.github.imagejdiffusion.batch.outputs;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.gson.JsonObject;
import io.github.imagejdiffusion.batch.Folders;
import io.github.imagejdiffusion.formats.FormatsException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What stands in the output folder at each moment of an item. */
class OpenRecordTest {

    @TempDir
    private Path folder;

    private ResultFiles files;

    @BeforeEach
    void chooseFiles() {
        files = new ResultFiles(folder, "a");
    }

    private void make(String... names) throws IOException {
        for (String name : names) {
            Files.writeString(folder.resolve(name), "x");
        }
    }

    private List<String> names() {
        return Folders.names(folder);
    }

    @Test
    void finishedNamesItsResults() throws IOException {
        try (OpenRecord open = OpenRecord.begin(files)) {
            assertTrue(files.areBegun());
            open.replaceOld();
            make("a_labels.tif", "a_objects.csv");
            open.finish(new JsonObject());
        }
        assertFalse(files.areBegun());
        assertEquals(List.of("a.json", "a_labels.tif", "a_objects.csv"), names());
        String record = Files.readString(files.record());
        assertTrue(record.contains("a_labels.tif") && record.contains("a_objects.csv"), record);
    }

    @Test
    void oldResultsStayUntilTheyAreReplaced() throws IOException {
        make("a.json", "a_labels.tif", "a_rois.zip");
        OpenRecord.begin(files).close();
        assertEquals(List.of("a.json", "a_labels.tif", "a_rois.zip"), names());
        try (OpenRecord open = OpenRecord.begin(files)) {
            open.replaceOld();
            make("a_labels.tif");
        }
        assertEquals(List.of(), names());
    }

    @Test
    void whatAKilledRunLeftGoesEvenIfTheNextIsCancelled() throws IOException {
        make("a.json.0.part", "a_labels.tif", "a_probability.tif.2.part", "ab_labels.tif", "ab_labels.tif.0.part");
        OpenRecord.begin(files).close();
        assertEquals(List.of("ab_labels.tif", "ab_labels.tif.0.part"), names());
    }

    /** Killed before the new results were whole: the old ones are. */
    @Test
    void oldResultsSurviveAKilledRun() throws IOException {
        make("a.json", "a_labels.tif", "a.json.0.part", "a_labels.tif.0.part");
        OpenRecord.begin(files).close();
        assertEquals(List.of("a.json", "a_labels.tif"), names());
    }

    @Test
    void foldersAreResultsAsFilesAre() throws IOException {
        make("a.json");
        for (String name : List.of("a_segmentation.ome.zarr/0", ".a_segmentation.ome.zarr.part/0", "a_labels.tif")) {
            Files.createDirectories(folder.resolve(name));
        }
        make("a_segmentation.ome.zarr/0/x", ".a_segmentation.ome.zarr.part/0/y", "a_labels.tif/mine");
        assertEquals(List.of(folder.resolve("a_segmentation.ome.zarr")), files.existing());
        OpenRecord.begin(files).close();
        assertEquals(List.of("a.json", "a_labels.tif/mine", "a_segmentation.ome.zarr/0/x"), names());
        try (OpenRecord open = OpenRecord.begin(files)) {
            open.replaceOld();
            Files.createDirectory(folder.resolve("a_segmentation.ome.zarr"));
            open.finish(new JsonObject());
        }
        assertEquals(List.of("a.json", "a_labels.tif/mine"), names());
        assertTrue(Files.readString(files.record()).contains("\"a_segmentation.ome.zarr\""));
    }

    @Test
    void onlyOneWriter() {
        try (OpenRecord first = OpenRecord.begin(files)) {
            String message = assertThrows(FormatsException.class, () -> OpenRecord.begin(files))
                    .getMessage();
            assertTrue(message.contains("a.json") && message.contains("another process"), message);
            first.replaceOld();
            first.finish(new JsonObject());
        }
        assertEquals(List.of("a.json"), names());
    }

    /** On file systems without locks, to which every temporary file is a leftover. */
    @Test
    void resultsOfAnotherWriterStay() throws IOException {
        for (boolean begun : new boolean[] {false, true}) {
            try (OpenRecord open = OpenRecord.begin(files)) {
                if (begun) {
                    open.replaceOld();
                }
                Files.delete(folder.resolve("a.json.0.part"));
                make("a.json", "a_labels.tif");
                String message = assertThrows(
                                FormatsException.class, begun ? () -> open.finish(new JsonObject()) : open::replaceOld)
                        .getMessage();
                assertTrue(message.contains("a.json") && message.contains("another process"), message);
            }
            assertEquals(List.of("a.json", "a_labels.tif"), names());
        }
    }
}
